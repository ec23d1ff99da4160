// SPDX-License-Identifier: Apache-2.0
// An instance of the pipe for each reader.
#include "platform/windows/owner/pipe_broadcast.h"

#include "platform/windows/owner/pipe_reader.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <algorithm>
#include <chrono>

namespace ga {

namespace {

constexpr DWORD bufferSize = 64 * 1024; // Bytes.

// Fifty readers a second at most, so that connecting without end costs nobody but its user.
constexpr std::chrono::milliseconds between{20};

// Beside the readers one that waits for the next, and one that is let go.
constexpr DWORD mostInstances = ReaderLimits::ofAll + 2;

// Full access for LocalSystem and the administrators, reading for all who are logged on, nothing
// over the network. It belongs to the administrators, by which a reader knows that it is no other's.
QString accessText()
{
    return QStringLiteral("O:BAD:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GA;;;BA)(A;;GR;;;AU)");
}

QString failure(const QString &name)
{
    return QStringLiteral("error opening the status channel '%1'").arg(name);
}

} // namespace

Result<std::unique_ptr<Broadcast>> PipeBroadcast::create(const QString &name, Greeting greeting)
{
    auto access = SecurityDescriptor::parse(accessText());
    if (!access)
        return fail(failure(name) + QStringLiteral(": ") + access.error().description);
    std::unique_ptr<PipeBroadcast> broadcast(
        new PipeBroadcast(name, std::move(greeting), *std::move(access)));
    if (const auto made = broadcast->makeNext(true); !made)
        return fail(made.error());
    broadcast->waitForReader();
    return broadcast;
}

PipeBroadcast::PipeBroadcast(const QString &name, Greeting greeting, SecurityDescriptor access)
    : m_name(name)
    , m_greeting(std::move(greeting))
    , m_access(std::move(access))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(between);
    connect(&m_pause, &QTimer::timeout, this, &PipeBroadcast::waitForReader);
}

PipeBroadcast::~PipeBroadcast()
{
    m_connecting.reset();
    for (const auto &reader : m_readers)
        reader->stream->close();
}

// Whoever comes before waitForReader() is met there.
Result<Nothing> PipeBroadcast::makeNext(bool isFirst)
{
    SECURITY_ATTRIBUTES attributes = m_access.attributes();
    const DWORD first = isFirst ? DWORD(FILE_FLAG_FIRST_PIPE_INSTANCE) : 0;
    m_next =
        Handle(::CreateNamedPipeW(wide(m_name), PIPE_ACCESS_OUTBOUND | FILE_FLAG_OVERLAPPED | first,
                                  PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS,
                                  mostInstances, bufferSize, 0, 0, &attributes));
    if (!m_next.isValid())
        return failWindows(failure(m_name));
    return Nothing{};
}

// Tried again where Windows has no instance to give.
void PipeBroadcast::waitForReader()
{
    if (!m_next.isValid() && !makeNext(false)) {
        m_pause.start();
        return;
    }
    m_connecting = std::make_unique<OverlappedOperation>(m_next.get());
    connect(m_connecting.get(), &OverlappedOperation::finished, this,
            &PipeBroadcast::handleConnected, Qt::QueuedConnection);
    if (const DWORD error = m_connecting->connectPipe(); error != ERROR_SUCCESS)
        handleConnected(error); // A reader that has come and gone.
}

void PipeBroadcast::handleConnected(quint32 error)
{
    m_connecting.reset();
    Handle pipe = std::move(m_next); // Not closed before the next is there.
    static_cast<void>(makeNext(false));
    m_pause.start();
    if (error == ERROR_SUCCESS)
        admit(std::move(pipe));
}

void PipeBroadcast::admit(Handle pipe)
{
    dropThoseGone();
    auto reader = std::make_unique<Reader>();
    reader->who = readerOf(pipe.get());
    if (!m_limits.enter(reader->who))
        return;
    reader->pipe = std::move(pipe);
    reader->stream = std::make_unique<OverlappedStream>(reader->pipe.get());
    const OverlappedStream *stream = reader->stream.get();
    connect(
        stream, &OverlappedStream::writeEnded, this, [this, stream] { drop(stream); },
        Qt::QueuedConnection);
    m_readers.push_back(std::move(reader));
    give(*m_readers.back(), m_greeting());
}

void PipeBroadcast::give(Reader &reader, const QByteArray &lines)
{
    if (reader.stream->pendingBytes() + lines.size() <= longestQueue) {
        reader.stream->send(lines);
        return;
    }
    const OverlappedStream *stream = reader.stream.get();
    QMetaObject::invokeMethod(
        this, [this, stream] { drop(stream); }, Qt::QueuedConnection);
}

void PipeBroadcast::send(const QByteArray &lines)
{
    for (const auto &reader : m_readers)
        give(*reader, lines);
}

void PipeBroadcast::drop(const OverlappedStream *stream)
{
    const auto found = std::find_if(m_readers.begin(), m_readers.end(), [&](const auto &reader) {
        return reader->stream.get() == stream;
    });
    if (found == m_readers.end())
        return;
    (*found)->stream->close();
    m_limits.leave((*found)->who);
    m_readers.erase(found);
}

void PipeBroadcast::dropThoseGone()
{
    QList<const OverlappedStream *> gone;
    for (const auto &reader : m_readers) {
        if (!hasReader(reader->pipe.get()))
            gone.append(reader->stream.get());
    }
    for (const OverlappedStream *stream : std::as_const(gone))
        drop(stream);
}

Result<std::unique_ptr<Broadcast>> createBroadcast(const QString &address, Greeting greeting)
{
    return PipeBroadcast::create(address, std::move(greeting));
}

} // namespace ga

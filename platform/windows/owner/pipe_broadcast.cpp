// SPDX-License-Identifier: Apache-2.0
// An instance of the pipe for each reader.
#include "platform/windows/owner/pipe_broadcast.h"

#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <algorithm>

namespace ga {

namespace {

constexpr DWORD bufferSize = 64 * 1024; // Bytes.

// Full access for LocalSystem and the administrators, reading for all who are logged on, nothing
// over the network.
QString accessText()
{
    return QStringLiteral("D:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GA;;;BA)(A;;GR;;;AU)");
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
    if (const auto listening = broadcast->listen(true); !listening)
        return fail(listening.error());
    return broadcast;
}

PipeBroadcast::PipeBroadcast(const QString &name, Greeting greeting, SecurityDescriptor access)
    : m_name(name)
    , m_greeting(std::move(greeting))
    , m_access(std::move(access))
{}

PipeBroadcast::~PipeBroadcast()
{
    m_connecting.reset();
    for (const auto &reader : m_readers)
        reader->stream->close();
}

Result<Nothing> PipeBroadcast::listen(bool isFirst)
{
    SECURITY_ATTRIBUTES attributes = m_access.attributes();
    const DWORD first = isFirst ? DWORD(FILE_FLAG_FIRST_PIPE_INSTANCE) : 0;
    Handle pipe(::CreateNamedPipeW(wide(m_name),
                                   PIPE_ACCESS_OUTBOUND | FILE_FLAG_OVERLAPPED | first,
                                   PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS,
                                   DWORD(mostReaders), bufferSize, 0, 0, &attributes));
    if (!pipe.isValid())
        return failWindows(failure(m_name));
    m_next = std::move(pipe);
    m_connecting = std::make_unique<OverlappedOperation>(m_next.get());
    connect(m_connecting.get(), &OverlappedOperation::finished, this, &PipeBroadcast::admit,
            Qt::QueuedConnection);
    DWORD error = m_connecting->connectPipe();
    if (error == ERROR_NO_DATA) { // A reader that has come and gone.
        ::DisconnectNamedPipe(m_next.get());
        error = m_connecting->connectPipe();
    }
    if (error != ERROR_SUCCESS)
        return failWindows(failure(m_name), error);
    return Nothing{};
}

void PipeBroadcast::admit(quint32 error)
{
    m_connecting.reset();
    if (error == ERROR_SUCCESS) {
        auto reader = std::make_unique<Reader>();
        reader->pipe = std::move(m_next);
        reader->stream = std::make_unique<OverlappedStream>(reader->pipe.get());
        const OverlappedStream *stream = reader->stream.get();
        connect(
            stream, &OverlappedStream::writeEnded, this, [this, stream] { drop(stream); },
            Qt::QueuedConnection);
        m_readers.push_back(std::move(reader));
        give(*m_readers.back(), m_greeting());
    }
    m_next.reset();
    if (m_readers.size() < mostReaders)
        static_cast<void>(listen(false));
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
    m_readers.erase(found);
    if (!m_next.isValid())
        static_cast<void>(listen(false));
}

Result<std::unique_ptr<Broadcast>> createBroadcast(const QString &address, Greeting greeting)
{
    return PipeBroadcast::create(address, std::move(greeting));
}

} // namespace ga

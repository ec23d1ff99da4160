// SPDX-License-Identifier: Apache-2.0
// One instance of the pipe, used again for each client, so that nobody else can take the name.
#include "platform/windows/channel/pipe_listen_channel.h"

#include "platform/windows/channel/channel_names.h"
#include "platform/windows/system/security_descriptor.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

namespace ga {

namespace {

constexpr DWORD bufferSize = 64 * 1024; // Bytes, each way.

} // namespace

Result<std::unique_ptr<Channel>> PipeListenChannel::create(const QString &path)
{
    return pipePath(path).map([](const QString &native) {
        return std::unique_ptr<Channel>(new PipeListenChannel(native));
    });
}

PipeListenChannel::PipeListenChannel(const QString &path)
    : m_path(path)
{}

PipeListenChannel::~PipeListenChannel() = default;

Result<Nothing> PipeListenChannel::open()
{
    const QString failure = QStringLiteral("error opening channel '%1'").arg(m_path);
    const auto access = SecurityDescriptor::systemAndAdministrators();
    if (!access)
        return fail(failure + QStringLiteral(": ") + access.error().description);
    SECURITY_ATTRIBUTES attributes = access->attributes();
    Handle pipe(::CreateNamedPipeW(
        wide(m_path), PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1, bufferSize,
        bufferSize, 0, &attributes));
    if (!pipe.isValid())
        return failWindows(failure);
    m_pipe = std::move(pipe);
    m_connecting = std::make_unique<OverlappedOperation>(m_pipe.get());
    connect(m_connecting.get(), &OverlappedOperation::finished, this, &PipeListenChannel::serve);
    listen();
    return Nothing{};
}

void PipeListenChannel::listen()
{
    DWORD error = m_connecting->connectPipe();
    if (error == ERROR_NO_DATA) { // A client that has come and gone.
        ::DisconnectNamedPipe(m_pipe.get());
        error = m_connecting->connectPipe();
    }
    if (error != ERROR_SUCCESS)
        QMetaObject::invokeMethod(
            this, [this, error] { lose(error); }, Qt::QueuedConnection);
}

void PipeListenChannel::serve(quint32 error)
{
    if (error != ERROR_SUCCESS)
        return lose(error);
    m_host = std::make_unique<OverlappedStream>(m_pipe.get());
    connect(m_host.get(), &OverlappedStream::received, this, &Channel::received);
    connect(m_host.get(), &OverlappedStream::sent, this, &Channel::sent);
    connect(m_host.get(), &OverlappedStream::readEnded, this, &PipeListenChannel::handleEnd);
    connect(m_host.get(), &OverlappedStream::writeEnded, this, &PipeListenChannel::handleEnd);
    m_host->setReading(m_reading);
    Q_EMIT hostConnected();
    if (m_host)
        m_host->read();
}

void PipeListenChannel::send(const QByteArray &bytes)
{
    if (m_host)
        m_host->send(bytes);
}

void PipeListenChannel::setReading(bool reading)
{
    m_reading = reading;
    if (m_host)
        m_host->setReading(reading);
}

void PipeListenChannel::handleEnd()
{
    m_host->disconnect(this);
    m_host->close();
    m_host.release()->deleteLater(); // It may be the caller.
    ::DisconnectNamedPipe(m_pipe.get());
    Q_EMIT hostDisconnected();
    if (m_pipe.isValid())
        listen();
}

void PipeListenChannel::lose(quint32 error)
{
    m_connecting->end();
    m_connecting.release()->deleteLater();
    m_pipe.reset();
    Q_EMIT lost(m_path + QStringLiteral(": ") + windowsErrorText(error));
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Reads from a socket or a pipe.
#include "cli/status_reader.h"

namespace ga {

namespace {

constexpr int patience = 10000; // Milliseconds for what should come at once.

QString whyNotConnected(const QLocalSocket &socket)
{
    switch (socket.error()) {
    case QLocalSocket::ServerNotFoundError:
    case QLocalSocket::ConnectionRefusedError:
        return QStringLiteral("nothing listens there"); // Qt says "Invalid name".
    default:
        return socket.errorString();
    }
}

} // namespace

Result<Nothing> StatusReader::open(const QString &address)
{
    m_address = address;
    if (address.isEmpty())
        return fail(QStringLiteral("the configuration turns the status channel off"));
    m_socket.setReadBufferSize(longestStatusLine);
    m_socket.connectToServer(address, QIODevice::ReadOnly);
    if (!m_socket.waitForConnected(patience)) {
        return fail(QStringLiteral("the agent is not running, or tells no status at '%1': %2")
                        .arg(address, whyNotConnected(m_socket)));
    }
    return Nothing{};
}

Result<StatusReader::Line> StatusReader::next(const QDeadlineTimer &deadline)
{
    // Also where lines never cease to come.
    if (deadline.hasExpired())
        return fail(QStringLiteral("the agent at '%1' did not tell in time what was waited for")
                        .arg(m_address));
    while (!m_socket.canReadLine()) {
        if (m_socket.bytesAvailable() >= longestStatusLine)
            return fail(QStringLiteral("what speaks at '%1' is no agent").arg(m_address));
        if (!m_socket.waitForReadyRead(int(deadline.remainingTime())) && !m_socket.canReadLine()) {
            return fail(m_socket.state() == QLocalSocket::ConnectedState
                            ? QStringLiteral("the agent tells nothing at '%1'").arg(m_address)
                            : QStringLiteral("the agent has ended"));
        }
    }
    const QByteArray text = m_socket.readLine();
    auto message = decodeStatusLine(text);
    if (!message)
        return fail(QStringLiteral("what the agent tells is no status: %1")
                        .arg(message.error().description));
    if (message->hello && message->hello->protocol != statusProtocolVersion) {
        return fail(QStringLiteral("the agent speaks version %1 of the status protocol, this "
                                   "program version %2")
                        .arg(message->hello->protocol)
                        .arg(statusProtocolVersion));
    }
    if (message->hello)
        m_agent = message->hello->pid;
    if (message->permissions)
        m_permissions = message->permissions;
    return Line{text, *std::move(message)};
}

Result<StatusSnapshot> StatusReader::present()
{
    const QDeadlineTimer deadline(patience);
    for (;;) {
        auto line = next(deadline);
        if (!line)
            return fail(std::move(line).error());
        if (line->message.status)
            return *std::move(line->message.status);
    }
}

} // namespace ga

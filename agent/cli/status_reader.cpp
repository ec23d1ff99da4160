// SPDX-License-Identifier: Apache-2.0
// Reads from a socket or a pipe.
#include "cli/status_reader.h"

namespace ga {

namespace {

constexpr int patience = 10000; // Milliseconds for what should come at once.

} // namespace

tl::unexpected<Error> StatusReader::failing(const Sentence &problem)
{
    m_problem = problem;
    return fail(problem.text());
}

Sentence StatusReader::whyNotConnected() const
{
    switch (m_socket.error()) {
    case QLocalSocket::ServerNotFoundError: // Qt says "Invalid name".
    case QLocalSocket::ConnectionRefusedError:
        return {QT_TRANSLATE_NOOP("Doctor", "the agent is not running, or tells no status at "
                                            "'%1': nothing listens there"),
                {m_address}};
    default:
        return {QT_TRANSLATE_NOOP("Doctor",
                                  "the agent is not running, or tells no status at '%1': %2"),
                {m_address, m_socket.errorString()}};
    }
}

Result<Nothing> StatusReader::open(const QString &address)
{
    m_address = address;
    if (address.isEmpty())
        return failing(
            QT_TRANSLATE_NOOP("Doctor", "the configuration turns the status channel off"));
    m_socket.setReadBufferSize(longestStatusLine);
    m_socket.connectToServer(address, QIODevice::ReadOnly);
    if (!m_socket.waitForConnected(patience))
        return failing(whyNotConnected());
    return Nothing{};
}

Result<Nothing> StatusReader::awaitLine(const QDeadlineTimer &deadline)
{
    // Also where lines never cease to come.
    if (deadline.hasExpired())
        return failing({QT_TRANSLATE_NOOP(
                            "Doctor", "the agent at '%1' did not tell in time what was waited for"),
                        {m_address}});
    while (!m_socket.canReadLine()) {
        if (m_socket.bytesAvailable() >= longestStatusLine)
            return failing(
                {QT_TRANSLATE_NOOP("Doctor", "what speaks at '%1' is no agent"), {m_address}});
        if (m_socket.waitForReadyRead(int(deadline.remainingTime())) || m_socket.canReadLine())
            continue;
        if (m_socket.state() == QLocalSocket::ConnectedState)
            return failing(
                {QT_TRANSLATE_NOOP("Doctor", "the agent tells nothing at '%1'"), {m_address}});
        return failing(QT_TRANSLATE_NOOP("Doctor", "the agent has ended"));
    }
    return Nothing{};
}

Result<StatusReader::Line> StatusReader::next(const QDeadlineTimer &deadline)
{
    if (auto comes = awaitLine(deadline); !comes)
        return fail(std::move(comes).error());
    const QByteArray text = m_socket.readLine();
    auto message = decodeStatusLine(text);
    if (!message)
        return failing({QT_TRANSLATE_NOOP("Doctor", "what the agent tells is no status: %1"),
                        {message.error().description}});
    if (message->hello && message->hello->protocol != statusProtocolVersion) {
        return failing(
            {QT_TRANSLATE_NOOP("Doctor", "the agent speaks version %1 of the status protocol, "
                                         "this program version %2"),
             {QString::number(message->hello->protocol), QString::number(statusProtocolVersion)}});
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

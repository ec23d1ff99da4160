// SPDX-License-Identifier: Apache-2.0
// Waits on the socket in both directions, so that an agent that answers while it is still being
// written to can't block.
#include "client/guest_client.h"

#include "client/sync_scanner.h"
#include "client/terminal_text.h"
#include "protocol/json_writer.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace ga {

namespace {

constexpr GuestClient::Patience slice(200);

// Base64 of the 48 MiB that a guest-file-read may return, and what stands around it.
constexpr qsizetype replyLimit = 65 << 20;

// QLocalSocket would look for a relative path in the directory for temporary files.
QString serverName(const QString &socket)
{
    return socket.startsWith(u"\\\\") ? socket : QFileInfo(socket).absoluteFilePath();
}

QString connectFailure(const QString &name, const QLocalSocket &socket)
{
    switch (socket.error()) {
    case QLocalSocket::ServerNotFoundError:
        return QFileInfo::exists(name) ? QStringLiteral("it is no socket, or its path is too long")
                                       : QStringLiteral("there is no such socket");
    case QLocalSocket::ConnectionRefusedError:
        return QStringLiteral("nobody listens there");
    case QLocalSocket::SocketAccessError:
        return QStringLiteral("permission denied");
    case QLocalSocket::SocketTimeoutError:
        return QStringLiteral("its queue of clients is full");
    default:
        return socket.errorString();
    }
}

tl::unexpected<ClientError> interruption()
{
    return clientFail(ClientError::Kind::Failed, QStringLiteral("interrupted"));
}

QString seconds(GuestClient::Patience patience)
{
    return QString::number(double(patience.count()) / 1000) + QStringLiteral(" s");
}

} // namespace

QByteArray requestLine(const QString &command, const QByteArray &arguments,
                       std::optional<qint64> id)
{
    JsonWriter name;
    name.value(QStringView(command));
    QByteArray line = "{\"execute\": " + name.take();
    if (!arguments.isEmpty())
        line.append(", \"arguments\": ").append(arguments);
    if (id)
        line.append(", \"id\": ").append(QByteArray::number(*id));
    return line.append("}\n");
}

GuestClient::GuestClient(QString socketName, Patience patience)
    : m_socketName(std::move(socketName))
    , m_patience(patience)
    , m_framer(replyLimit)
{}

ClientResult<std::unique_ptr<GuestClient>> GuestClient::connect(const QString &socket,
                                                                Patience patience)
{
    const QString name = serverName(socket);
    std::unique_ptr<GuestClient> client(new GuestClient(name, patience));
    client->m_socket.connectToServer(name);
    if (!client->m_socket.waitForConnected(int(patience.count())))
        return clientFail(ClientError::Kind::NoAgent,
                          QStringLiteral("can't connect to %1: %2")
                              .arg(name, connectFailure(name, client->m_socket)));
    return client;
}

ClientResult<std::monostate> GuestClient::synchronise()
{
    const qint64 id = qint64(QRandomGenerator::system()->generate64() >> 11); // Exact as a double.
    const QByteArray arguments = "{\"id\": " + QByteArray::number(id) + '}';
    m_socket.write('\xff' + requestLine(QStringLiteral("guest-sync-delimited"), arguments));
    SyncScanner scanner(id);
    // One deadline for all of it: what an agent has to say that nobody waits for may never end.
    const QDeadlineTimer overall(m_patience);
    while (!m_synchronised) {
        const auto bytes = read(m_patience, overall);
        if (!bytes) {
            m_usable = false;
            ClientError error = bytes.error();
            const QString last = terminalText(QString::fromUtf8(scanner.lastSkipped()));
            if (!last.isEmpty())
                error.text += QStringLiteral("; the last that it said was: ") + last;
            return fail(std::move(error));
        }
        m_synchronised = scanner.feed(*bytes);
    }
    return std::monostate();
}

void GuestClient::send(const QByteArray &line)
{
    ++m_outstanding;
    m_socket.write(line);
}

ClientResult<Reply> GuestClient::receive()
{
    return receiveWithin(m_patience);
}

ClientResult<Reply> GuestClient::receiveWithin(Patience patience)
{
    if (m_interrupted && m_interrupted())
        return interruption();
    auto frame = nextFrame(patience);
    auto reply = frame ? Reply::read(*std::move(frame)) : fail(std::move(frame).error());
    if (reply)
        --m_outstanding;
    else if (reply.error().kind != ClientError::Kind::Failed)
        m_usable = false;
    return reply;
}

ClientResult<Result<Frame>> GuestClient::nextFrame(Patience patience)
{
    while (m_frames.empty()) {
        auto bytes = read(patience, QDeadlineTimer(QDeadlineTimer::Forever));
        if (!bytes)
            return fail(std::move(bytes).error());
        if (bytes->contains('\xff')) // Before the answer to a guest-sync-delimited.
            bytes->replace('\xff', "");
        for (Result<Frame> &frame : m_framer.feed(*bytes))
            m_frames.push_back(std::move(frame));
        if (std::cmp_greater(m_frames.size(), m_outstanding))
            return clientFail(ClientError::Kind::NoAgent,
                              QStringLiteral("the agent answers more than it was asked"));
    }
    Result<Frame> frame = std::move(m_frames.front());
    m_frames.pop_front();
    return frame;
}

void GuestClient::sendLast(const QByteArray &line)
{
    m_usable = false;
    m_socket.write(line);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(int(slice.count()))) {
        // As long as it goes on.
    }
}

ClientResult<Reply> GuestClient::call(const QByteArray &line)
{
    send(line);
    return receive().and_then([](const Reply &reply) { return reply.accepted(); });
}

ClientResult<Reply> GuestClient::call(const QString &command, const QByteArray &arguments)
{
    return call(requestLine(command, arguments));
}

// What has arrived, at least one byte of it. `patience` begins anew with each byte that leaves.
ClientResult<QByteArray> GuestClient::read(Patience patience, QDeadlineTimer overall)
{
    QDeadlineTimer silent(patience);
    qint64 unsent = m_socket.bytesToWrite();
    while (m_socket.bytesAvailable() == 0) {
        if (m_socket.state() != QLocalSocket::ConnectedState)
            return clientFail(ClientError::Kind::Closed,
                              QStringLiteral("the agent closed the connection"));
        if (m_interrupted && m_interrupted())
            return interruption();
        const QDeadlineTimer deadline = std::min(silent, overall);
        if (deadline.hasExpired())
            return fail(silence(patience));
        m_socket.waitForReadyRead(int(std::min<qint64>(slice.count(), deadline.remainingTime())) +
                                  1);
        if (m_socket.bytesToWrite() < unsent) {
            unsent = m_socket.bytesToWrite();
            silent.setRemainingTime(patience);
        }
    }
    return m_socket.readAll();
}

ClientError GuestClient::silence(Patience patience) const
{
    QString text = QStringLiteral("no answer from the agent behind %1 within %2")
                       .arg(m_socketName, seconds(patience));
    if (!m_synchronised) // Silence before the first answer has other causes than silence later.
        text += QStringLiteral("; is it running in the guest, and no other client (libvirt, a "
                               "second qtga) connected?");
    return {ClientError::Kind::Silent, text, {}};
}

} // namespace ga

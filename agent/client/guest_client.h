// SPDX-License-Identifier: Apache-2.0
// GuestClient: a conversation with a guest's agent over a local socket.
#pragma once

#include "client/client_error.h"
#include "client/reply.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <variant>

namespace ga {

// One request as a line: {"execute": COMMAND, "arguments": ARGUMENTS, "id": ID}. `arguments` is a
// JSON object, or empty for none.
QByteArray requestLine(const QString &command, const QByteArray &arguments,
                       std::optional<qint64> id = std::nullopt);

// Synchronous: each function returns when it is done or has failed. Requests may be sent ahead of
// the answers; an agent answers in order. Errors of the connection are
// Kind::NoAgent, Silent or Closed, and after one nothing more can be had from this object.
class GuestClient
{
public:
    using Patience = std::chrono::milliseconds;

    // `socket` is a path, or the full name of a Windows pipe. `patience` is how long no byte may
    // move, in either direction, before the agent counts as silent.
    static ClientResult<std::unique_ptr<GuestClient>> connect(const QString &socket,
                                                              Patience patience);

    // What other clients left on the channel is skipped, and the agent is known to listen.
    ClientResult<std::monostate> synchronise();

    // Queued; written while answers are waited for.
    void send(const QByteArray &line);

    // The next answer, which may be an error of the agent's.
    ClientResult<Reply> receive();
    ClientResult<Reply> receiveWithin(Patience patience);

    // Sends and waits. The agent's error is Kind::Refused.
    ClientResult<Reply> call(const QByteArray &line);
    ClientResult<Reply> call(const QString &command, const QByteArray &arguments = {});

    // Answers that were asked for and have not been received.
    int outstanding() const { return m_outstanding; }

    // So many of them won't come.
    void forget(int answers) { m_outstanding -= answers; }

    // For the last word to an agent that may never answer: written if that is possible at once.
    void sendLast(const QByteArray &line);

    // Asked several times a second while an answer is waited for: true ends the waiting, with
    // Kind::Failed. nullptr: never.
    void setInterruption(std::function<bool()> interrupted)
    {
        m_interrupted = std::move(interrupted);
    }

    Patience patience() const { return m_patience; }

    // Answers can still come.
    bool isUsable() const { return m_usable; }

private:
    GuestClient(QString socketName, Patience patience);
    ClientResult<QByteArray> read(Patience patience, QDeadlineTimer overall);
    ClientResult<Result<Frame>> nextFrame(Patience patience);
    ClientError silence(Patience patience) const;

    QString m_socketName;
    Patience m_patience;
    QLocalSocket m_socket;
    bool m_synchronised = false;
    bool m_usable = true;
    int m_outstanding = 0;
    std::function<bool()> m_interrupted;
    Framer m_framer;
    std::deque<Result<Frame>> m_frames;
};

} // namespace ga

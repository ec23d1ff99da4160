// SPDX-License-Identifier: Apache-2.0
// StatusReader: the lines of the agent's status channel, one after the other.
#pragma once

#include "platform/api/sentence.h"
#include "status/status_protocol.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

namespace ga {

class StatusReader
{
public:
    // Error: the agent is not running, or tells no status there.
    Result<Nothing> open(const QString &address);

    struct Line
    {
        QByteArray text; // Its LF included.
        StatusMessage message;
    };

    // Waits for the whole line until `deadline`. Error: the agent ended, or wrote what is no
    // status, or none came in time.
    Result<Line> next(const QDeadlineTimer &deadline);

    // The present status: reads on until it comes. Error: as next(), and where the agent speaks
    // another version of the protocol.
    Result<StatusSnapshot> present();

    // The agent's process, as it has told; 0 before.
    qint64 agent() const { return m_agent; }

    // What it has told last of its permissions.
    const std::optional<Permissions> &permissions() const { return m_permissions; }

    // What the last error says.
    const Sentence &problem() const { return m_problem; }

private:
    tl::unexpected<Error> failing(const Sentence &problem);
    Sentence whyNotConnected() const;
    Result<Nothing> awaitLine(const QDeadlineTimer &deadline);

    Sentence m_problem = "";
    qint64 m_agent = 0;
    std::optional<Permissions> m_permissions;
    QString m_address;
    QLocalSocket m_socket;
};

} // namespace ga

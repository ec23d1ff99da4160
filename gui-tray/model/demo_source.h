// SPDX-License-Identifier: Apache-2.0
// Plays a file of status lines as if an agent sent them, with the time between them.
#pragma once

#include "model/status_source.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>

namespace ga {

// The file is a recorded stream (`qtga status --json --follow`), or an invented one with
// directions in between, which readers of the protocol ignore as unknown messages:
//   {"demo": {"wait": 2.5}}      seconds until the next line
//   {"demo": {"close": true}}    as if the agent went away
//   {"demo": {"open": true}}     as if it came back
//   {"demo": {"now": MS}}        what time it is, in ms since 1970-01-01 UTC
// Without a "wait" the times in the lines set the pace. At its end the last state stays.
class DemoSource : public StatusSource
{
    Q_OBJECT

public:
    // Empty `error` where `path` could be read.
    DemoSource(const QString &path, QString &error, QObject *parent = nullptr);

    void start() override;
    // There is no other stream: it ends with the line that was no status.
    void reject() override { m_next = m_lines.size(); }
    qint64 now() const override
    {
        return m_now + (m_sinceNow.isValid() ? m_sinceNow.elapsed() : 0);
    }

Q_SIGNALS:
    void ended();

private:
    void play();
    int direct(const QJsonObject &direction);
    int pace(const QByteArray &line);
    void setNow(qint64 now);

    QList<QByteArray> m_lines;
    qsizetype m_next = 0;
    QTimer m_timer;
    bool m_directed = false; // The file says itself when to wait.
    bool m_live = false;     // Behind the first status: what comes before is history.
    qint64 m_now = 0;
    QElapsedTimer m_sinceNow;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Line by line, with a timer in between.
#include "model/demo_source.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ga {

namespace {

constexpr qint64 longestPause = 3000; // ms, where the times in a recording are further apart.

const QString demoKey = QStringLiteral("demo");
const QString waitKey = QStringLiteral("wait");

qint64 number(const QJsonObject &message, const QString &kind, const QString &member)
{
    return message.value(kind).toObject().value(member).toInteger();
}

// The newest time that a message names.
qint64 timeOf(const QJsonObject &message)
{
    const QString status = QStringLiteral("status");
    return std::max({number(message, QStringLiteral("hello"), QStringLiteral("started")),
                     number(message, QStringLiteral("activity"), QStringLiteral("time")),
                     number(message, status, QStringLiteral("since")),
                     number(message, status, QStringLiteral("last-request"))});
}

QJsonObject parsed(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

} // namespace

DemoSource::DemoSource(const QString &path, QString &error, QObject *parent)
    : StatusSource(parent)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        error = file.errorString();
        return;
    }
    m_lines = file.readAll().split('\n');
    m_directed = std::ranges::any_of(m_lines, [](const QByteArray &line) {
        return parsed(line).value(demoKey).toObject().contains(waitKey);
    });
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DemoSource::play);
}

void DemoSource::start()
{
    Q_EMIT opened();
    m_timer.start(0);
}

void DemoSource::play()
{
    int pause = 0;
    while (pause == 0 && m_next < m_lines.size()) {
        const QByteArray &line = m_lines.at(m_next++);
        const QJsonObject direction = parsed(line).value(demoKey).toObject();
        if (!direction.isEmpty()) {
            pause = direct(direction);
            continue;
        }
        if (!m_directed)
            pause = pace(line);
        if (pause > 0)
            --m_next; // Its time has come after the pause.
        else
            Q_EMIT received(line + '\n');
    }
    if (m_next < m_lines.size())
        m_timer.start(pause);
    else
        Q_EMIT ended();
}

int DemoSource::direct(const QJsonObject &direction)
{
    if (direction.contains(QStringLiteral("open")))
        Q_EMIT opened();
    if (direction.contains(QStringLiteral("close")))
        Q_EMIT closed();
    if (const qint64 time = direction.value(QStringLiteral("now")).toInteger())
        setNow(time);
    return int(direction.value(waitKey).toDouble() * 1000);
}

// How long to wait before `line`; sets the clock to its time when it is played.
int DemoSource::pace(const QByteArray &line)
{
    const QJsonObject message = parsed(line);
    const qint64 time = timeOf(message);
    const qint64 ahead = m_now > 0 ? time - m_now : 0;
    setNow(std::max(time, m_now));
    const bool wasLive = m_live;
    m_live = m_live || message.contains(QStringLiteral("status"));
    return wasLive ? int(std::clamp<qint64>(ahead, 0, longestPause)) : 0;
}

void DemoSource::setNow(qint64 now)
{
    m_now = now;
    m_sinceNow.start();
}

} // namespace ga

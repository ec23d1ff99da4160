// SPDX-License-Identifier: Apache-2.0
// Encodes each message once, whoever listens.
#include "status/status_publisher.h"

#include <algorithm>

namespace ga {

namespace {

constexpr std::chrono::seconds countersEvery{2};

// The status less what changes with every request and with time.
QByteArray essence(StatusSnapshot snapshot)
{
    snapshot.lastRequest.reset();
    snapshot.requests = 0;
    snapshot.refused = 0;
    if (snapshot.freeze) {
        snapshot.freeze->deadline.reset();
        snapshot.freeze->secondsLeft.reset();
    }
    return encodeStatusLine({.status = std::move(snapshot)});
}

} // namespace

Activity activityOf(const AuditRecord &record)
{
    Activity activity{.number = record.number,
                      .time = record.time,
                      .command = record.command,
                      .risk = record.risk,
                      .channel = record.channel,
                      .outcome = record.outcome,
                      .duration = record.duration,
                      .times = record.times};
    if (record.outcome == ActivityOutcome::Refused) {
        activity.reason = record.reason;
        activity.rule = record.rule;
    }
    return activity;
}

StatusPublisher::StatusPublisher(StatusHello hello, ChannelStatus channel)
    : m_hello(encodeStatusLine({.hello = std::move(hello)}))
    , m_model(std::move(channel), StatusTime::now())
{
    m_counters.setSingleShot(true);
    m_counters.setInterval(countersEvery);
    connect(&m_counters, &QTimer::timeout, this, &StatusPublisher::tellStatus);
    m_lease.setSingleShot(true);
    connect(&m_lease, &QTimer::timeout, this,
            [this] { change([](StatusModel &model, StatusTime now) { model.settle(now); }); });
    m_told = essence(m_model.snapshot(StatusTime::now()));
}

void StatusPublisher::change(const std::function<void(StatusModel &, StatusTime)> &change)
{
    change(m_model, StatusTime::now());
    update();
}

void StatusPublisher::update()
{
    const StatusTime now = StatusTime::now();
    if (const auto next = m_model.nextChange())
        m_lease.start(std::chrono::milliseconds(std::max<qint64>(1, *next - now.steady)));
    if (essence(m_model.snapshot(now)) != m_told)
        tellStatus();
    else if (!m_counters.isActive())
        m_counters.start();
}

void StatusPublisher::tellStatus()
{
    m_counters.stop();
    m_told = essence(m_model.snapshot(StatusTime::now()));
    Q_EMIT told(statusLine());
}

QByteArray StatusPublisher::statusLine() const
{
    return encodeStatusLine({.status = m_model.snapshot(StatusTime::now())});
}

void StatusPublisher::setPermissions(const Permissions &permissions)
{
    QByteArray line = encodeStatusLine({.permissions = permissions});
    if (line == m_permissions)
        return;
    m_permissions = std::move(line);
    Q_EMIT told(m_permissions);
}

void StatusPublisher::addActivity(const Activity &activity)
{
    m_activities.push_back(encodeStatusLine({.activity = activity}));
    if (m_activities.size() > rememberedActivities)
        m_activities.pop_front();
    Q_EMIT told(m_activities.back());
}

QByteArray StatusPublisher::greeting() const
{
    QByteArray lines = m_hello + m_permissions;
    for (const QByteArray &line : m_activities)
        lines += line;
    return lines + statusLine();
}

} // namespace ga

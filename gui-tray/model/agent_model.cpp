// SPDX-License-Identifier: Apache-2.0
// Keeps the newest message of each kind; forgets all of them when the connection ends.
#include "model/agent_model.h"

#include "words/time_words.h"

#include <algorithm>

namespace ga {

namespace {

constexpr int secondInMs = 1000;
constexpr qint64 warningShown = 10 * 60 * 1000; // ms, as long as the agent itself says it.

TrayState trayState(AgentState state)
{
    switch (state) {
    case AgentState::NoDevice:
        return TrayState::NoDevice;
    case AgentState::NoHost:
        return TrayState::NoHost;
    case AgentState::Connected:
        return TrayState::Working;
    case AgentState::LeaseExpired:
        return TrayState::LeaseExpired;
    case AgentState::Paused:
        return TrayState::Paused;
    case AgentState::Freezing:
    case AgentState::Frozen:
    case AgentState::Thawing:
        break;
    }
    return TrayState::Frozen;
}

} // namespace

bool endedWithoutHost(const FreezeRecord &freeze)
{
    return freeze.outcome != FreezeOutcome::Thawed;
}

AgentModel::AgentModel(StatusSource &source, QObject *parent)
    : QObject(parent)
    , m_source(source)
{
    m_second.setInterval(secondInMs);
    connect(&m_second, &QTimer::timeout, this, &AgentModel::secondPassed);
    m_warning.setSingleShot(true);
    connect(&m_warning, &QTimer::timeout, this, &AgentModel::statusChanged);
    connect(&source, &StatusSource::opened, this, &AgentModel::forget);
    connect(&source, &StatusSource::closed, this, &AgentModel::forget);
    connect(&source, &StatusSource::received, this,
            qOverload<const QByteArray &>(&AgentModel::take));
}

TrayState AgentModel::state() const
{
    if (!m_snapshot)
        return TrayState::NotRunning;
    const TrayState told = trayState(m_snapshot->state);
    return told != TrayState::Frozen && m_warning.isActive() ? TrayState::LeaseExpired : told;
}

bool AgentModel::freezeEndedBadly() const
{
    return m_snapshot && m_snapshot->lastFreeze && endedWithoutHost(*m_snapshot->lastFreeze) &&
           (m_warning.isActive() || m_snapshot->state == AgentState::LeaseExpired);
}

const CommandPermission *AgentModel::permission(const QString &command) const
{
    if (!m_permissions)
        return nullptr;
    const QList<CommandPermission> &all = m_permissions->commands;
    const auto found = std::ranges::find(all, command, &CommandPermission::name);
    return found == all.end() ? nullptr : &*found;
}

std::optional<qint64> AgentModel::secondsLeft() const
{
    if (!m_snapshot || m_snapshot->state != AgentState::Frozen || !m_snapshot->freeze ||
        !m_snapshot->freeze->secondsLeft)
        return std::nullopt;
    const qint64 passed =
        (m_sinceSnapshot.elapsed() + secondInMs / 2) / secondInMs; // Timers come early, too.
    return std::max<qint64>(secondsInMs(*m_snapshot->freeze->secondsLeft) / 1000 - passed, 0);
}

void AgentModel::forget()
{
    m_reader.reset();
    m_hello.reset();
    m_snapshot.reset();
    m_permissions.reset();
    m_second.stop();
    m_warning.stop();
    Q_EMIT permissionsChanged();
    Q_EMIT statusChanged();
}

void AgentModel::refuse(Misfit misfit)
{
    m_source.reject();
    m_misfit = misfit;
    forget();
}

void AgentModel::take(const QByteArray &bytes)
{
    m_reader.feed(bytes);
    for (;;) {
        const auto message = m_reader.next();
        if (!message)
            return refuse(Misfit::NotUnderstood);
        if (!message->has_value())
            return;
        // What follows a newer hello is not to be judged, let alone read.
        if ((*message)->hello && (*message)->hello->protocol > statusProtocolVersion)
            return refuse(Misfit::NewerProtocol);
        take(**message);
    }
}

void AgentModel::warnForAWhile()
{
    m_warning.stop();
    const auto &last = m_snapshot->lastFreeze;
    if (!last || !endedWithoutHost(*last))
        return;
    const qint64 passed =
        passedSince(last->ended, now()); // Negative where the clock was set back since.
    if (passed > -warningShown && passed < warningShown)
        m_warning.start(int(warningShown - std::max<qint64>(passed, 0)));
}

void AgentModel::take(const StatusMessage &message)
{
    if (message.hello) {
        m_misfit = Misfit::None;
        m_hello = message.hello;
    }
    if (message.permissions) {
        m_permissions = message.permissions;
        Q_EMIT permissionsChanged();
    }
    if (message.activity)
        Q_EMIT activity(*message.activity, m_snapshot.has_value());
    if (!message.status)
        return;
    m_snapshot = message.status;
    m_sinceSnapshot.start();
    warnForAWhile();
    if (state() == TrayState::Frozen)
        m_second.start();
    else
        m_second.stop();
    Q_EMIT statusChanged();
}

} // namespace ga

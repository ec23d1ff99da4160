// SPDX-License-Identifier: Apache-2.0
// Keeps the newest message of each kind; forgets all of them when the connection ends.
#include "model/agent_model.h"

#include <algorithm>

namespace ga {

namespace {

constexpr int secondInMs = 1000;

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

AgentModel::AgentModel(StatusSource &source, QObject *parent)
    : QObject(parent)
    , m_source(source)
{
    m_second.setInterval(secondInMs);
    connect(&m_second, &QTimer::timeout, this, &AgentModel::secondPassed);
    connect(&source, &StatusSource::opened, this, &AgentModel::forget);
    connect(&source, &StatusSource::closed, this, &AgentModel::forget);
    connect(&source, &StatusSource::received, this,
            qOverload<const QByteArray &>(&AgentModel::take));
}

TrayState AgentModel::state() const
{
    return m_snapshot ? trayState(m_snapshot->state) : TrayState::NotRunning;
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
    return std::max<qint64>(*m_snapshot->freeze->secondsLeft - passed, 0);
}

void AgentModel::forget()
{
    m_reader.reset();
    m_hello.reset();
    m_snapshot.reset();
    m_permissions.reset();
    m_second.stop();
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
    const auto messages = m_reader.feed(bytes);
    if (!messages)
        return refuse(Misfit::NotUnderstood);
    for (const StatusMessage &message : *messages) {
        if (message.hello && message.hello->protocol > statusProtocolVersion)
            return refuse(Misfit::NewerProtocol);
        take(message);
    }
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
    if (state() == TrayState::Frozen)
        m_second.start();
    else
        m_second.stop();
    Q_EMIT statusChanged();
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// One at a time, so that no two questions of the system lie upon each other.
#include "tray/agent_actions.h"

#include "system/elevation.h"

#include <utility>

namespace ga {

AgentActions::AgentActions(QString program, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
{}

void AgentActions::pause()
{
    run(QStringLiteral("pause"), tr("Host access could not be paused"));
}

void AgentActions::resume()
{
    run(QStringLiteral("resume"), tr("Host access could not be resumed"));
}

void AgentActions::thaw()
{
    run(QStringLiteral("thaw"), tr("The file systems could not be thawed"));
}

void AgentActions::run(const QString &subcommand, const QString &failure)
{
    if (m_busy)
        return;
    m_busy = true;
    Q_EMIT busyChanged();
    Elevation *elevation = Elevation::run(m_program, {subcommand}, this);
    connect(elevation, &Elevation::finished, this,
            [this, failure](ElevatedOutcome outcome, const QString &detail) {
                m_busy = false;
                Q_EMIT busyChanged();
                if (outcome == ElevatedOutcome::Failed)
                    Q_EMIT failed(failure, detail);
            });
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The order in which states count, and what is told of a freeze.
#include "status/status_model.h"

#include <QDateTime>

#include <utility>

namespace ga {

namespace {

QString earlyEndText(std::optional<FreezeEnder> by)
{
    if (by == FreezeEnder::System)
        return QStringLiteral("the system let programs write again");
    return by == FreezeEnder::Guard ? QStringLiteral("the guardian of the freeze was lost")
                                    : QStringLiteral("the time of the freeze was up");
}

} // namespace

StatusTime StatusTime::now()
{
    using namespace std::chrono;
    const auto steady = duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
    return {QDateTime::currentMSecsSinceEpoch(), qint64(steady.count())};
}

StatusModel::StatusModel(ChannelStatus channel, StatusTime now)
    : m_channel(std::move(channel))
    , m_state(state())
    , m_since(now.wall)
{}

AgentState StatusModel::state() const
{
    if (m_freeze)
        return m_freeze->stage;
    if (m_paused)
        return AgentState::Paused;
    if (m_leaseShownUntil)
        return AgentState::LeaseExpired;
    if (!m_channel.open)
        return AgentState::NoDevice;
    return m_channel.host == HostPresence::Absent ? AgentState::NoHost : AgentState::Connected;
}

void StatusModel::settle(StatusTime now)
{
    if (m_leaseShownUntil && *m_leaseShownUntil <= now.steady)
        m_leaseShownUntil.reset();
    const AgentState before = std::exchange(m_state, state());
    if (m_state != before)
        m_since = now.wall;
}

void StatusModel::setChannel(const ChannelStatus &channel, StatusTime now)
{
    m_channel = channel;
    settle(now);
}

void StatusModel::setPaused(bool paused, const QString &reason, StatusTime now)
{
    m_paused = paused;
    m_pauseReason = reason;
    settle(now);
}

void StatusModel::noteRequest(bool refused, StatusTime now)
{
    m_lastRequest = now.wall;
    ++m_requests;
    m_refused += refused;
}

void StatusModel::freezing(std::chrono::milliseconds limit, StatusTime now)
{
    m_leaseShownUntil.reset();
    m_freeze = Freeze{.began = now, .limit = limit};
    settle(now);
}

void StatusModel::frozen(qint64 fileSystems, StatusTime now)
{
    if (!m_freeze)
        m_freeze = Freeze{.began = now, .limit = {}};
    m_freeze->stage = AgentState::Frozen;
    m_freeze->fileSystems = fileSystems;
    m_freeze->wasFrozen = true;
    settle(now);
}

void StatusModel::thawing(StatusTime now)
{
    if (m_freeze)
        m_freeze->stage = AgentState::Thawing;
    settle(now);
}

void StatusModel::thawed(qint64 fileSystems, FreezeOutcome outcome, FreezeEnder by, StatusTime now)
{
    const auto freeze = std::exchange(m_freeze, std::nullopt);
    const bool wasFrozen = freeze && freeze->wasFrozen;
    if (wasFrozen || outcome != FreezeOutcome::Thawed) {
        m_lastFreeze = FreezeRecord{
            .ended = now.wall, .fileSystems = fileSystems, .outcome = outcome, .endedBy = by};
        if (wasFrozen)
            m_lastFreeze->began = freeze->began.wall;
    }
    if (outcome == FreezeOutcome::Expired || outcome == FreezeOutcome::GuardLost)
        m_leaseShownUntil = now.steady + std::chrono::milliseconds(leaseExpiredShown).count();
    settle(now);
}

std::optional<qint64> StatusModel::nextChange() const
{
    return m_leaseShownUntil;
}

std::optional<QString> StatusModel::reason() const
{
    switch (m_state) {
    case AgentState::NoDevice:
        return m_channel.reason;
    case AgentState::Paused:
        return m_pauseReason;
    case AgentState::LeaseExpired:
        return earlyEndText(m_lastFreeze->endedBy) +
               QStringLiteral(": the file systems were thawed");
    default:
        return std::nullopt;
    }
}

FreezeProgress StatusModel::progress(const Freeze &freeze, StatusTime now) const
{
    FreezeProgress progress{.since = freeze.began.wall};
    if (freeze.wasFrozen)
        progress.fileSystems = freeze.fileSystems;
    if (freeze.limit.count() > 0) {
        const qint64 left =
            std::max<qint64>(0, freeze.limit.count() - (now.steady - freeze.began.steady));
        progress.deadline = now.wall + left;
        progress.secondsLeft = (left + 999) / 1000;
    }
    return progress;
}

StatusSnapshot StatusModel::snapshot(StatusTime now) const
{
    StatusSnapshot snapshot{.state = m_state,
                            .since = m_since,
                            .reason = reason(),
                            .channel = m_channel,
                            .paused = m_paused,
                            .lastFreeze = m_lastFreeze,
                            .lastRequest = m_lastRequest,
                            .requests = m_requests,
                            .refused = m_refused,
                            .policyProblem = m_policyProblem};
    if (m_freeze)
        snapshot.freeze = progress(*m_freeze, now);
    return snapshot;
}

} // namespace ga

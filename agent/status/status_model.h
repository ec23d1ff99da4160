// SPDX-License-Identifier: Apache-2.0
// StatusModel: what is known of the agent, and the one word for it.
#pragma once

#include "status/status_protocol.h"

#include <chrono>

namespace ga {

// A moment on both clocks: the guest's may be set at any time.
struct StatusTime
{
    qint64 wall = 0;   // Milliseconds since 1970-01-01 UTC.
    qint64 steady = 0; // Milliseconds of a clock that is never set.

    static StatusTime now();
};

// Decisions only: times are handed in.
class StatusModel
{
public:
    static constexpr std::chrono::minutes leaseExpiredShown{10};

    StatusModel(ChannelStatus channel, StatusTime now);

    void setChannel(const ChannelStatus &channel, StatusTime now);
    const ChannelStatus &channel() const { return m_channel; }
    void setPaused(bool paused, const QString &reason, StatusTime now);
    void setPolicyProblem(std::optional<QString> problem) { m_policyProblem = std::move(problem); }
    void noteRequest(bool refused, StatusTime now);

    // `limit` is how long the freeze may last; zero: without end.
    void freezing(std::chrono::milliseconds limit, StatusTime now);
    void frozen(qint64 fileSystems, StatusTime now);
    void thawing(StatusTime now);
    void thawed(qint64 fileSystems, FreezeOutcome outcome, FreezeEnder by, StatusTime now);

    // Time alone may end LeaseExpired: when, on the steady clock.
    std::optional<qint64> nextChange() const;
    void settle(StatusTime now);

    StatusSnapshot snapshot(StatusTime now) const;

private:
    struct Freeze
    {
        AgentState stage = AgentState::Freezing;
        StatusTime began;
        std::chrono::milliseconds limit;
        qint64 fileSystems = 0;
        bool wasFrozen = false;
    };

    AgentState state() const;
    std::optional<QString> reason() const;
    FreezeProgress progress(const Freeze &freeze, StatusTime now) const;

    ChannelStatus m_channel;
    bool m_paused = false;
    QString m_pauseReason;
    std::optional<Freeze> m_freeze;
    std::optional<FreezeRecord> m_lastFreeze;
    std::optional<qint64> m_leaseShownUntil; // On the steady clock.
    std::optional<qint64> m_lastRequest;
    qint64 m_requests = 0;
    qint64 m_refused = 0;
    std::optional<QString> m_policyProblem;
    AgentState m_state;
    qint64 m_since;
};

} // namespace ga

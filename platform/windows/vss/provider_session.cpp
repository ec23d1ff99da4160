// SPDX-License-Identifier: Apache-2.0
// The phases, in the order in which VSS goes through them.
#include "platform/windows/vss/provider_session.h"

#include <utility>

namespace ga::vss {

ProviderSession::ProviderSession(std::unique_ptr<AgentLink> agent,
                                 std::chrono::milliseconds patience)
    : m_agent(std::move(agent))
    , m_patience(patience)
{}

ProviderSession::~ProviderSession() = default;

bool ProviderSession::isVolumeSupported()
{
    return m_agent->isFreezing();
}

// A set whose end VSS never told of (it was killed, say) doesn't keep the next one out once its
// agent is gone or has told of another.
Answer ProviderSession::beginPrepare(const std::wstring &snapshotSet)
{
    const std::lock_guard lock(m_mutex);
    if (m_phase == Phase::Committing)
        return Answer::BadState;
    if (m_phase == Phase::Preparing && m_snapshotSet == snapshotSet)
        return m_agent->isAgentAlive() ? Answer::Ok : Answer::Veto;
    if (m_phase != Phase::Idle && m_snapshotSet == snapshotSet)
        return Answer::BadState;
    reset();
    if (!m_agent->open(snapshotSet))
        return Answer::NotFound;
    m_snapshotSet = snapshotSet;
    m_phase = Phase::Preparing;
    return Answer::Ok;
}

Answer ProviderSession::endPrepare(const std::wstring &snapshotSet)
{
    const std::lock_guard lock(m_mutex);
    return advance(snapshotSet, Phase::Preparing, Phase::Prepared);
}

Answer ProviderSession::preCommit(const std::wstring &snapshotSet)
{
    const std::lock_guard lock(m_mutex);
    return advance(snapshotSet, Phase::Prepared, Phase::PreCommitted);
}

Answer ProviderSession::commit(const std::wstring &snapshotSet)
{
    {
        const std::lock_guard lock(m_mutex);
        const Answer answer = advance(snapshotSet, Phase::PreCommitted, Phase::Committing);
        if (answer != Answer::Ok)
            return answer;
        m_agent->reportFrozen();
    }
    return finishCommit(m_agent->waitForThaw(m_patience));
}

Answer ProviderSession::finishCommit(HoldEnd end)
{
    const std::lock_guard lock(m_mutex);
    if (end == HoldEnd::Thaw) {
        m_phase = Phase::Committed;
        return Answer::Ok;
    }
    if (end == HoldEnd::TimeUp)
        m_agent->reportReleased();
    reset();
    return Answer::Veto;
}

Answer ProviderSession::postCommit(const std::wstring &snapshotSet)
{
    return close(snapshotSet);
}

Answer ProviderSession::preFinalCommit(const std::wstring &)
{
    return Answer::Ok;
}

Answer ProviderSession::postFinalCommit(const std::wstring &)
{
    return Answer::Ok;
}

Answer ProviderSession::abort(const std::wstring &snapshotSet)
{
    const std::lock_guard lock(m_mutex);
    if (m_snapshotSet != snapshotSet)
        return Answer::Ok;
    if (m_phase == Phase::Committing)
        m_agent->interrupt();
    else
        reset();
    return Answer::Ok;
}

void ProviderSession::unload()
{
    const std::lock_guard lock(m_mutex);
    if (m_phase == Phase::Committing)
        m_agent->interrupt();
    else
        reset();
}

// An agent that died doesn't want its snapshot any more; the veto lets writers go on.
Answer ProviderSession::advance(const std::wstring &snapshotSet, Phase from, Phase to)
{
    if (m_phase == Phase::Idle || m_snapshotSet != snapshotSet)
        return Answer::NotFound;
    if (m_phase != from)
        return Answer::BadState;
    if (!m_agent->isAgentAlive()) {
        reset();
        return Answer::Veto;
    }
    m_phase = to;
    return Answer::Ok;
}

Answer ProviderSession::close(const std::wstring &snapshotSet)
{
    const std::lock_guard lock(m_mutex);
    if (m_phase == Phase::Idle || m_snapshotSet != snapshotSet)
        return Answer::NotFound;
    if (m_phase != Phase::Committed)
        return Answer::BadState;
    reset();
    return Answer::Ok;
}

void ProviderSession::reset()
{
    m_agent->close();
    m_snapshotSet.clear();
    m_phase = Phase::Idle;
}

} // namespace ga::vss

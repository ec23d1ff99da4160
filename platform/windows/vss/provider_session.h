// SPDX-License-Identifier: Apache-2.0
// ProviderSession: what the provider does when VSS calls it, without COM.
#pragma once

#include "platform/windows/vss/agent_link.h"
#include "platform/windows/vss/handshake.h"

#include <memory>
#include <mutex>
#include <string>

namespace ga::vss {

// What the provider answers: S_OK, VSS_E_OBJECT_NOT_FOUND, VSS_E_BAD_STATE and VSS_E_PROVIDER_VETO.
enum class Answer { Ok, NotFound, BadState, Veto };

// Follows one snapshot set through the phases of IVssProviderCreateSnapshotSet. It makes no
// snapshot: the host does, while CommitSnapshots waits. VSS may call from any of its threads, and
// abort() while commit() waits.
class ProviderSession
{
public:
    explicit ProviderSession(std::unique_ptr<AgentLink> agent,
                             std::chrono::milliseconds patience = longestHold);
    ~ProviderSession();

    // Only while an agent freezes: a provider that always said yes would be given the snapshots of
    // other backup products.
    bool isVolumeSupported();

    // For each volume of the set. NotFound for a set that no agent has told of, BadState where
    // another set is under way.
    Answer beginPrepare(const std::wstring &snapshotSet);
    Answer endPrepare(const std::wstring &snapshotSet);
    Answer preCommit(const std::wstring &snapshotSet);

    // Returns when the agent thaws; Veto where it is gone, lets the time pass, or abort() was
    // called.
    Answer commit(const std::wstring &snapshotSet);
    Answer postCommit(const std::wstring &snapshotSet);

    // VSS leaves these two out for snapshots without auto-recovery, as the agent asks for.
    Answer preFinalCommit(const std::wstring &snapshotSet);
    Answer postFinalCommit(const std::wstring &snapshotSet);

    // Always Ok: there is nothing to undo but the waiting.
    Answer abort(const std::wstring &snapshotSet);

    // VSS lets go of the provider: as abort() of whatever is under way.
    void unload();

private:
    enum class Phase { Idle, Preparing, Prepared, PreCommitted, Committing, Committed };

    Answer advance(const std::wstring &snapshotSet, Phase from, Phase to);
    Answer close(const std::wstring &snapshotSet);
    Answer finishCommit(HoldEnd end);
    void reset();

    const std::unique_ptr<AgentLink> m_agent;
    const std::chrono::milliseconds m_patience;
    std::mutex m_mutex; // Guards what follows; not held while commit() waits.
    Phase m_phase = Phase::Idle;
    std::wstring m_snapshotSet; // Empty when idle.
};

} // namespace ga::vss

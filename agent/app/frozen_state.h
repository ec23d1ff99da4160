// SPDX-License-Identifier: Apache-2.0
// FrozenState: what the agent itself does when the file systems freeze: leave its marker, and write
// nothing more.
#pragma once

#include "app/logger.h"
#include "app/state_store.h"
#include "policy/audit_writer.h"
#include "runtime/freeze_session.h"

namespace ga {

class FrozenState : public FrozenMarker
{
public:
    // Holds log and audit back from the start where the marker of an earlier agent is there.
    FrozenState(StateStore &state, Logger &logger, AuditWriter &audit);

    bool isSet() const override { return m_state.isMarkedFrozen(); }
    Result<Nothing> set() override { return m_state.markFrozen(); }
    void hold() override;
    Result<Nothing> clear() override;

private:
    StateStore &m_state;
    Logger &m_logger;
    AuditWriter &m_audit;
};

} // namespace ga

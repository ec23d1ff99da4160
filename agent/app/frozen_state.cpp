// SPDX-License-Identifier: Apache-2.0
// Marker first and log last on the way in, the other way round on the way out.
#include "app/frozen_state.h"

namespace ga {

FrozenState::FrozenState(StateStore &state, Logger &logger, AuditWriter &audit)
    : m_state(state)
    , m_logger(logger)
    , m_audit(audit)
{
    if (isSet())
        hold();
}

void FrozenState::hold()
{
    m_audit.hold();
    m_logger.hold();
}

Result<Nothing> FrozenState::clear()
{
    m_logger.release();
    m_audit.release();
    return m_state.clearFrozenMark();
}

} // namespace ga

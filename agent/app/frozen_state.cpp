// SPDX-License-Identifier: Apache-2.0
// Marker first and log last on the way in, the other way round on the way out.
#include "app/frozen_state.h"

namespace ga {

FrozenState::FrozenState(const QString &stateDirectory, Logger &logger, AuditWriter &audit)
    : m_mark(stateDirectory)
    , m_switch(m_mark.path(),
               [mark = m_mark](bool isFrozen) { return isFrozen ? mark.set() : mark.clear(); })
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
    return m_switch.set(false);
}

} // namespace ga

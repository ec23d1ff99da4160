// SPDX-License-Identifier: Apache-2.0
// FrozenState: what the agent itself does when the file systems freeze: leave its marker, and write
// nothing more.
#pragma once

#include "app/frozen_mark.h"
#include "app/logger.h"
#include "app/patient_switch.h"
#include "policy/audit_writer.h"
#include "runtime/freeze_session.h"

namespace ga {

class FrozenState : public FrozenMarker
{
public:
    // Holds log and audit back from the start where the marker of an earlier agent is there.
    FrozenState(const QString &stateDirectory, Logger &logger, AuditWriter &audit);

    // None waits for a disk that does not answer for longer than some seconds.
    bool isSet() const override { return m_mark.isSet(); }
    Result<Nothing> set() override { return m_switch.set(true); }
    void hold() override;
    Result<Nothing> clear() override;

private:
    const FrozenMark m_mark;
    PatientSwitch m_switch;
    Logger &m_logger;
    AuditWriter &m_audit;
};

} // namespace ga

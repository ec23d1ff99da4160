// SPDX-License-Identifier: Apache-2.0
// What follows from the facts: one finding for each step of the way. Pure functions.
#pragma once

#include "platform/api/diagnosis.h"
#include "platform/linux/doctor/machine_facts.h"

namespace ga {

Finding judgeMachine(const MachineFacts &facts); // Which hypervisor, if any.
Finding judgeDevice(const MachineFacts &facts, const DiagnosisQuestion &question);
Finding judgeAccess(const MachineFacts &facts, const DiagnosisQuestion &question);
Finding judgeHolder(const MachineFacts &facts, const DiagnosisQuestion &question);
Finding judgeService(const MachineFacts &facts);
Finding judgeSecondAgent(const MachineFacts &facts);
Finding judgeDenials(const MachineFacts &facts);

// All of them, in this order.
QList<Finding> judge(const MachineFacts &facts, const DiagnosisQuestion &question);

} // namespace ga

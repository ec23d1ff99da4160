// SPDX-License-Identifier: Apache-2.0
// What follows from the facts: one finding for each step of the way. Pure functions.
#pragma once

#include "platform/api/diagnosis.h"
#include "platform/windows/doctor/windows_facts.h"

namespace ga {

Finding judgeMachine(const WindowsFacts &facts); // Which hypervisor, if any.
Finding judgeDriver(const WindowsFacts &facts, const DiagnosisQuestion &question);
Finding judgeDevice(const WindowsFacts &facts, const DiagnosisQuestion &question);
Finding judgeHolder(const WindowsFacts &facts, const DiagnosisQuestion &question);
Finding judgeService(const WindowsFacts &facts);
Finding judgeRecovery(const WindowsFacts &facts);
Finding judgeSecondAgent(const WindowsFacts &facts);
Finding judgeVss(const WindowsFacts &facts);
Finding judgeProvider(const WindowsFacts &facts);
Finding judgeWriters(const WindowsFacts &facts);

// All of them, in this order.
QList<Finding> judge(const WindowsFacts &facts, const DiagnosisQuestion &question);

// Whether a service that the manager starts with `commandLine` is this agent's, by its file's name.
bool startsThisAgent(const QString &commandLine);

// What Windows' object manager knows a device by: "org.qemu.guest_agent.0" of
// "\\.\Global\org.qemu.guest_agent.0", "COM1". Empty where the path is no device's, as a pipe's.
QString deviceNameOf(const QString &path);

} // namespace ga

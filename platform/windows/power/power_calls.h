// SPDX-License-Identifier: Apache-2.0
// PowerCalls: what WindowsPower does to the machine, so that no test ever shuts one down.
#pragma once

#include "protocol/result.h"

#include <memory>

namespace ga {

// Of SYSTEM_POWER_CAPABILITIES.
struct SleepStates
{
    bool s3 = false; // Suspend to memory.
    bool s4 = false; // Hibernation.
    bool hibernationFile = false;
};

class PowerCalls
{
public:
    virtual ~PowerCalls() = default;

    // "failed to acquire the privilege to shut down: CAUSE".
    virtual Result<Nothing> acquireShutdownPrivilege() = 0;
    // "failed to determine guest suspend capabilities: CAUSE".
    virtual Result<SleepStates> sleepStates() = 0;
    // `flags` are those of ExitWindowsEx(). "guest-shutdown failed: CAUSE".
    virtual Result<Nothing> exitWindows(quint32 flags) = 0;
    // Returns when the machine is awake again. "guest-suspend failed: CAUSE".
    virtual Result<Nothing> suspend(bool hibernate) = 0;
};

std::unique_ptr<PowerCalls> createPowerCalls();

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Shutting the guest down and suspending it.
#pragma once

#include "commands/power/power_types.h"
#include "protocol/result.h"

namespace ga {

class Power
{
public:
    virtual ~Power() = default;

    // Returns once the system has accepted to do it.
    virtual Result<Nothing> shutdown(ShutdownMode mode) = 0;
};

// To disk or to memory.
class Suspension
{
public:
    virtual ~Suspension() = default;

    // Returns once the system has accepted to do it.
    virtual Result<Nothing> suspend(SuspendMode mode) = 0;
};

// To memory, with the state saved on disk too: not every system can be asked for that.
class HybridSuspend
{
public:
    virtual ~HybridSuspend() = default;

    // Returns once the system has accepted to do it.
    virtual Result<Nothing> suspend() = 0;
};

} // namespace ga

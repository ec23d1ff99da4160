// SPDX-License-Identifier: Apache-2.0
// WindowsClock: the system clock, and Windows' time service for setting it without being told.
#pragma once

#include "platform/api/clock.h"

namespace ga {

class WindowsClock : public Clock, public ClockControl
{
public:
    Result<qint64> now() override;
    // To the millisecond; Windows sets the hardware clock itself. Errors: "Time N is invalid",
    // "failed to acquire the privilege to set the time: CAUSE", "Failed to set time to guest:
    // CAUSE".
    Result<Nothing> set(qint64 nanoseconds) override;
    // Windows has no function that reads the hardware clock: its time service is told to look at
    // its source again (w32tm /resync), as qemu-ga does. Errors: "Windows Time service not running
    // on the guest", "w32tm failed with error (0xN): CAUSE".
    Result<Nothing> setFromHardwareClock() override;
};

} // namespace ga

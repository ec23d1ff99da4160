// SPDX-License-Identifier: Apache-2.0
// ClockCalls: what LinuxClock does to the machine, so that no test ever sets a clock.
#pragma once

#include "platform/linux/clock/hardware_clock.h"

#include <tl/expected.hpp>

#include <QByteArray>

#include <chrono>
#include <ctime>
#include <memory>

namespace ga {

class ClockCalls
{
public:
    virtual ~ClockCalls() = default;

    // Failures are errno, success is 0.
    virtual int readSystemClock(timespec &time) = 0;
    virtual int setSystemClock(const timespec &time) = 0;
    virtual void sleep(std::chrono::nanoseconds duration) = 0;
    virtual tl::expected<std::unique_ptr<HardwareClock>, int>
    openHardwareClock() = 0;              // ENOENT: there is none.
    virtual QByteArray adjustments() = 0; // The content of adjtime(5), empty without the file.
};

std::unique_ptr<ClockCalls> createClockCalls();

} // namespace ga

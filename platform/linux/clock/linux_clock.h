// SPDX-License-Identifier: Apache-2.0
// LinuxClock: the system clock, and the hardware clock beside it.
#pragma once

#include "platform/api/clock.h"
#include "platform/api/provided.h"
#include "platform/linux/clock/clock_calls.h"

#include <memory>

namespace ga {

class LinuxClock : public Clock, public ClockControl
{
public:
    static std::unique_ptr<LinuxClock>
    create(std::unique_ptr<ClockCalls> calls = createClockCalls());
    // Lacking where the agent may not set it.
    static Provided<ClockControl> createControl();

    Result<qint64> now() override;
    // Errors (seen with qemu-ga 10.0): "Time N is too large", "Invalid time" outside of the years
    // 1970 to 2069, "Failed to set time to guest: CAUSE". That the hardware clock can't be set is
    // logged only: the time is set.
    Result<Nothing> set(qint64 nanoseconds) override;
    // Takes up to a second: the hardware clock tells its seconds only, so its next one is waited
    // for.
    Result<Nothing> setFromHardwareClock() override;

private:
    explicit LinuxClock(std::unique_ptr<ClockCalls> calls);

    Result<Nothing> setSystemClock(const timespec &time);
    void updateHardwareClock();
    int writeHardwareClock(HardwareClock &clock);
    Result<rtc_time> nextReadingOf(HardwareClock &clock);
    Result<time_t> toSeconds(const rtc_time &reading);

    std::unique_ptr<ClockCalls> m_calls;
};

} // namespace ga

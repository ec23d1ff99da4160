// SPDX-License-Identifier: Apache-2.0
// HardwareClock: the clock that runs while the machine is off, and how its readings are read.
#pragma once

#include <QByteArrayView>

#include <linux/rtc.h>

#include <chrono>
#include <ctime>
#include <optional>

namespace ga {

class HardwareClock
{
public:
    virtual ~HardwareClock() = default;

    virtual int read(rtc_time &time) = 0; // 0, or errno.
    virtual int write(const rtc_time &time) = 0;

    // How long after being written it goes on to the next second: half a second on a PC's, else a
    // whole one.
    virtual std::chrono::nanoseconds firstSecondAfterWriting() const = 0;
};

// Whether the hardware clock runs in local time: the third line of adjtime(5). UTC is the default.
bool runsInLocalTime(QByteArrayView adjustments);

// A reading in seconds since 1970-01-01 UTC; nothing for a date that doesn't exist or comes before.
std::optional<time_t> secondsOf(const rtc_time &reading, bool localTime);

std::optional<rtc_time> readingOf(time_t seconds, bool localTime);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Conversions between the hardware clock's calendar and seconds.
#include "platform/linux/clock/hardware_clock.h"

#include <QByteArray>
#include <QList>

namespace ga {

bool runsInLocalTime(QByteArrayView adjustments)
{
    const auto lines = adjustments.toByteArray().split('\n');
    return lines.size() > 2 && lines[2].trimmed() == "LOCAL";
}

std::optional<time_t> secondsOf(const rtc_time &reading, bool localTime)
{
    std::tm broken = {};
    broken.tm_sec = reading.tm_sec;
    broken.tm_min = reading.tm_min;
    broken.tm_hour = reading.tm_hour;
    broken.tm_mday = reading.tm_mday;
    broken.tm_mon = reading.tm_mon;
    broken.tm_year = reading.tm_year;
    broken.tm_isdst = -1;
    const time_t seconds = localTime ? ::mktime(&broken) : ::timegm(&broken);
    // Both normalise a date such as the 30th of February into another one.
    const bool exists = broken.tm_mday == reading.tm_mday && broken.tm_mon == reading.tm_mon &&
                        broken.tm_year == reading.tm_year;
    return exists && seconds >= 0 ? std::optional(seconds) : std::nullopt;
}

std::optional<rtc_time> readingOf(time_t seconds, bool localTime)
{
    ::tzset(); // localtime_r(3) need not.
    std::tm broken = {};
    if (!(localTime ? ::localtime_r(&seconds, &broken) : ::gmtime_r(&seconds, &broken)))
        return std::nullopt;
    rtc_time reading = {};
    reading.tm_sec = broken.tm_sec;
    reading.tm_min = broken.tm_min;
    reading.tm_hour = broken.tm_hour;
    reading.tm_mday = broken.tm_mday;
    reading.tm_mon = broken.tm_mon;
    reading.tm_year = broken.tm_year;
    reading.tm_wday = broken.tm_wday;
    reading.tm_yday = broken.tm_yday;
    return reading;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// How Windows' time zone becomes what guest-get-timezone tells.
#include "platform/windows/identity/time_zone.h"

namespace ga {

TimeZone timeZoneOf(const ZoneInformation &information)
{
    constexpr qint64 secondsPerMinute = 60;
    const bool daylight = information.daylightSaving;
    const qint64 bias =
        information.bias + (daylight ? information.daylightBias : information.standardBias);
    TimeZone zone{.zone = std::nullopt, .offset = -bias * secondsPerMinute};
    const QString &name = daylight ? information.daylightName : information.standardName;
    if (!name.isEmpty())
        zone.zone = name;
    return zone;
}

} // namespace ga

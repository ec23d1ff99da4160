// SPDX-License-Identifier: Apache-2.0
// How Windows' time zone becomes what guest-get-timezone tells.
#pragma once

#include "commands/identity/identity_types.h"

namespace ga {

// GetDynamicTimeZoneInformation(); a bias is what local time lacks to UTC, in minutes.
struct ZoneInformation
{
    bool daylightSaving = false; // Now.
    qint64 bias = 0;
    qint64 standardBias = 0; // Of these two the one in force adds to the bias.
    qint64 daylightBias = 0;
    QString standardName; // "W. Europe Standard Time": Windows has no abbreviations.
    QString daylightName;
};

TimeZone timeZoneOf(const ZoneInformation &information);

} // namespace ga

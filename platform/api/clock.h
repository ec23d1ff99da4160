// SPDX-License-Identifier: Apache-2.0
// The guest's wall clock.
#pragma once

#include "protocol/result.h"

#include <QtGlobal>

#include <optional>

namespace ga {

class Clock
{
public:
    virtual ~Clock() = default;

    virtual Result<qint64> now() = 0; // Nanoseconds since 1970-01-01 UTC.
};

class ClockControl
{
public:
    virtual ~ClockControl() = default;

    // Sets the hardware clock too, where there is one.
    virtual Result<Nothing> set(qint64 nanoseconds) = 0;
    virtual Result<Nothing> setFromHardwareClock() = 0;
};

} // namespace ga

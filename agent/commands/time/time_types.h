// SPDX-License-Identifier: Apache-2.0
// The arguments of guest-get-time and guest-set-time.
#pragma once

#include "protocol/fields.h"

#include <QtGlobal>

#include <optional>

namespace ga {

struct SetTimeArguments
{
    std::optional<qint64> time;

    static constexpr auto fields()
    {
        return fieldList(field("time", &SetTimeArguments::time,
                                "nanoseconds since 1970-01-01 UTC; without it the clock is set from the hardware clock"));
    }
};

} // namespace ga

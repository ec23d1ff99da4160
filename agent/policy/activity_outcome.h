// SPDX-License-Identifier: Apache-2.0
// How a request of the host went, as audit and status tell it.
#pragma once

#include "protocol/fields.h"

namespace ga {

enum class ActivityOutcome { Ok, Failed, Refused };

template <>
struct EnumNames<ActivityOutcome>
{
    static constexpr const char *typeName = "ActivityOutcome";
    static constexpr const char *names[]{"ok", "failed", "refused"};
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Risk: what a command lets the host do; policy profiles and the audit go by it.
#pragma once

#include "protocol/fields.h"

namespace ga {

enum class Risk {
    Session, // Speaks about the session itself.
    Observe, // Reads the guest's state.
    Quiesce, // Freezes, thaws or trims file systems: what a backup needs.
    Modify,  // Changes the guest's state: power, clock, processors, memory.
    Access,  // Gives the host the guest's contents or a way in: files, programs, passwords, keys.
};

template <>
struct EnumNames<Risk>
{
    static constexpr const char *typeName = "Risk";
    static constexpr const char *names[]{"session", "observe", "quiesce", "modify", "access"};
};

} // namespace ga

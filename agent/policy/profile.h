// SPDX-License-Identifier: Apache-2.0
// Profiles: ready-made policies, by what a command lets the host do.
#pragma once

#include "protocol/fields.h"

namespace ga {

struct Command;

enum class Profile {
    Open,    // Everything.
    Rhel,    // As Red Hat Enterprise Linux ships qemu-ga: no programs, no files.
    Observe, // What reads the guest's state, and nothing else.
    Backup,  // That, and what freezes, thaws and trims file systems.
};

template <>
struct EnumNames<Profile>
{
    // The array's type in full: where GCC 12 deduces it, it takes it now for constant and now not,
    // and the program can't be linked for Windows.
    static constexpr const char *typeName = "Profile";
    static constexpr const char *names[]{"open", "rhel", "observe", "backup"};
};

bool profileAllows(Profile profile, const Command &command);

} // namespace ga

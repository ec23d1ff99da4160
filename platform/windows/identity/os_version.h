// SPDX-License-Identifier: Apache-2.0
// How Windows' version becomes what guest-get-osinfo tells.
#pragma once

#include "commands/identity/identity_types.h"

namespace ga {

struct WindowsVersion
{
    quint32 major = 0;
    quint32 minor = 0;
    quint32 build = 0;
    bool server = false;
    quint16 machine = 0;                // IMAGE_FILE_MACHINE_* of the hardware.
    std::optional<QString> productName; // Of the registry: "Windows 10 Pro".
};

// pretty-name is the product's name. (The registry of Windows 11 still says "Windows 10 ...".)
// machine is named as uname(2) does on Linux; qemu-ga calls ARM64 "unknown".
OsInfo osInfoOf(const WindowsVersion &version);

} // namespace ga

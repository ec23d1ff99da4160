// SPDX-License-Identifier: Apache-2.0
// Opens a name in a folder of which a handle is held, wherever that folder lies by now.
#pragma once

#include "platform/windows/system/handle.h"

#include <QString>

namespace ga {

// What NtCreateFile() is given for the name.
struct RelativeOpening
{
    ACCESS_MASK access = 0;
    ULONG share = 0;
    ULONG disposition = 0;  // FILE_OPEN, FILE_CREATE or FILE_OPEN_IF.
    ULONG options = 0;      // FILE_DIRECTORY_FILE or FILE_NON_DIRECTORY_FILE.
    void *rights = nullptr; // The security descriptor of what is made; its folder's where null.
};

// A link is opened itself, and not what it leads to. `name` is one name, and no path. Returns 0, or
// Windows' error.
DWORD openRelative(const Handle &folder, const QString &name, const RelativeOpening &opening,
                   Handle &opened);

} // namespace ga

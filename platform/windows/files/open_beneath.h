// SPDX-License-Identifier: Apache-2.0
// Opens a file beneath a directory by handles, each from the one before it.
#pragma once

#include "platform/windows/files/walk_beneath.h"
#include "platform/windows/system/handle.h"

#include <windows.h>

namespace ga {

struct BeneathFile
{
    Walk walk;
    Handle file; // Where it was opened; a disk's, as it was met: nothing was changed in it yet.
};

// What CreateFile() is given for the file.
struct FileAccess
{
    DWORD access = 0;
    DWORD share = 0;
    bool creates = false;
};

// Links on the way to `directory` itself are followed; no one can rename what was passed while this
// goes on.
BeneathFile openBeneathDirectory(const QString &directory, const QStringList &names,
                                 const FileAccess &access);

} // namespace ga

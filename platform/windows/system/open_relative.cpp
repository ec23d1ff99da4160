// SPDX-License-Identifier: Apache-2.0
// NtCreateFile(), which opens a name in a folder that is open (RootDirectory); CreateFile() can't.
#include "platform/windows/system/open_relative.h"

#include "platform/windows/system/wide_string.h"

#include <winternl.h>

namespace ga {

DWORD openRelative(const Handle &folder, const QString &name, const RelativeOpening &opening,
                   Handle &opened)
{
    constexpr ULONG asItIs = FILE_OPEN_REPARSE_POINT | FILE_SYNCHRONOUS_IO_NONALERT;
    UNICODE_STRING text;
    ::RtlInitUnicodeString(&text, wide(name));
    OBJECT_ATTRIBUTES object;
    InitializeObjectAttributes(&object, &text, OBJ_CASE_INSENSITIVE, folder.get(), opening.rights);
    IO_STATUS_BLOCK state;
    HANDLE handle = nullptr;
    const NTSTATUS status = ::NtCreateFile(
        &handle, opening.access | SYNCHRONIZE, &object, &state, nullptr, FILE_ATTRIBUTE_NORMAL,
        opening.share, opening.disposition, opening.options | asItIs, nullptr, 0);
    if (!NT_SUCCESS(status))
        return ::RtlNtStatusToDosError(status);
    opened = Handle(handle);
    return ERROR_SUCCESS;
}

} // namespace ga

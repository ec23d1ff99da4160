// SPDX-License-Identifier: Apache-2.0
// Privileges are asked for by AdjustTokenPrivileges().
#include "platform/windows/system/privilege.h"

#include "platform/windows/system/handle.h"
#include "platform/windows/system/windows_error.h"

namespace ga {

Result<Nothing> acquirePrivilege(const wchar_t *name, const QString &failure)
{
    HANDLE opened = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &opened))
        return failWindows(failure);
    const Handle token(opened);
    TOKEN_PRIVILEGES wanted{};
    wanted.PrivilegeCount = 1;
    wanted.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
    if (!::LookupPrivilegeValueW(nullptr, name, &wanted.Privileges[0].Luid))
        return failWindows(failure);
    // It succeeds also where the account hasn't got the privilege, and says so by the last error.
    ::SetLastError(ERROR_SUCCESS);
    if (!::AdjustTokenPrivileges(token.get(), FALSE, &wanted, 0, nullptr, nullptr) ||
        ::GetLastError() != ERROR_SUCCESS)
        return failWindows(failure);
    return Nothing{};
}

} // namespace ga

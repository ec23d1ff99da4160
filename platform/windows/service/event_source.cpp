// SPDX-License-Identifier: Apache-2.0
// A key of the registry ("Event Sources" in Microsoft's documentation).
#include "platform/windows/service/event_source.h"

#include "platform/windows/service/service_names.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QDir>

namespace ga {

namespace {

QString keyName()
{
    return QStringLiteral("SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\") +
           eventSourceName();
}

} // namespace

Result<Nothing> installEventSource()
{
    HKEY key = nullptr;
    LSTATUS error = ::RegCreateKeyExW(HKEY_LOCAL_MACHINE, wide(keyName()), 0, nullptr, 0,
                                      KEY_SET_VALUE, nullptr, &key, nullptr);
    const QString file = QDir::toNativeSeparators(programFile());
    const DWORD types = EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;
    if (error == ERROR_SUCCESS) {
        error = ::RegSetValueExW(key, L"EventMessageFile", 0, REG_EXPAND_SZ,
                                 reinterpret_cast<const BYTE *>(file.utf16()),
                                 DWORD((file.size() + 1) * 2));
    }
    if (error == ERROR_SUCCESS)
        error = ::RegSetValueExW(key, L"TypesSupported", 0, REG_DWORD,
                                 reinterpret_cast<const BYTE *>(&types), sizeof types);
    if (key)
        ::RegCloseKey(key);
    if (error != ERROR_SUCCESS)
        return failWindows(QStringLiteral("can't register with the Event Log"), DWORD(error));
    return Nothing{};
}

Result<Nothing> uninstallEventSource()
{
    const LSTATUS error = ::RegDeleteKeyExW(HKEY_LOCAL_MACHINE, wide(keyName()), 0, 0);
    if (error != ERROR_SUCCESS && error != ERROR_FILE_NOT_FOUND)
        return failWindows(QStringLiteral("can't take the Event Log's entry back"), DWORD(error));
    return Nothing{};
}

} // namespace ga

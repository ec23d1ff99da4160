// SPDX-License-Identifier: Apache-2.0
// Calls to the service control manager.
#pragma once

#include "protocol/result.h"

#include <windows.h>

#include <memory>

namespace ga {

struct CloseService
{
    using pointer = SC_HANDLE;
    void operator()(SC_HANDLE handle) const { ::CloseServiceHandle(handle); }
};
using ServiceHandle = std::unique_ptr<SC_HANDLE, CloseService>;

// Error of all of these: Windows'.
Result<ServiceHandle> openServiceManager(DWORD access);

// The agent's service, or whatever else has its name.
Result<ServiceHandle> openService(SC_HANDLE manager, DWORD access);

// One that starts with the system and runs as LocalSystem.
Result<ServiceHandle> createService(SC_HANDLE manager, const QString &commandLine,
                                    const QString &displayName);

// Makes of a service what createService() would have made.
Result<Nothing> changeService(SC_HANDLE service, const QString &commandLine,
                              const QString &displayName);

struct ServiceEntry
{
    QString commandLine;
    QString displayName;
};
Result<ServiceEntry> readServiceEntry(SC_HANDLE service);

// Returns when it has stopped; one that doesn't run has. Error: it did not within a minute.
Result<Nothing> stopService(SC_HANDLE service);

} // namespace ga

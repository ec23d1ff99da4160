// SPDX-License-Identifier: Apache-2.0
// Calls to the service control manager.
#pragma once

#include "platform/windows/system/service_handle.h"
#include "protocol/result.h"

namespace ga {

// Error of all of these: Windows'.
Result<ServiceHandle> openServiceManager(DWORD access);

// The agent's service, or whatever else has its name.
Result<ServiceHandle> openService(SC_HANDLE manager, DWORD access);

// How a service is entered with the manager.
struct ServiceEntry
{
    QString commandLine;
    QString displayName;
    QString account = QStringLiteral("LocalSystem");
    DWORD startType = SERVICE_AUTO_START;
    bool isDelayed = false; // Started a while after the system.
};

Result<ServiceHandle> createService(SC_HANDLE manager, const ServiceEntry &entry);

// Makes of a service what createService() would have made.
Result<Nothing> changeService(SC_HANDLE service, const ServiceEntry &entry);

// The same, less how it starts and as whom it runs: that stays as its owner has it.
Result<Nothing> renameService(SC_HANDLE service, const QString &commandLine,
                              const QString &displayName);

Result<ServiceEntry> readServiceEntry(SC_HANDLE service);

bool isRunning(SC_HANDLE service);

// Returns when it runs; one that does already is none of the errors. Error: it has ended instead,
// or doesn't within a minute.
Result<Nothing> startService(SC_HANDLE service);

// Returns when it has stopped; one that doesn't run has. Error: it did not within a minute.
Result<Nothing> stopService(SC_HANDLE service);

} // namespace ga

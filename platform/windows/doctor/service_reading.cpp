// SPDX-License-Identifier: Apache-2.0
// Opens the service for questions only.
#include "platform/windows/doctor/service_reading.h"

#include "platform/windows/system/service_handle.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

#include <array>
#include <memory>

namespace ga {

namespace {

constexpr size_t most = 8192; // Bytes, of any answer about a service.

ServiceStart startOf(DWORD type)
{
    if (type == SERVICE_DISABLED)
        return ServiceStart::Disabled;
    return type == SERVICE_AUTO_START ? ServiceStart::Automatic : ServiceStart::OnDemand;
}

bool isStartedAgain(SC_HANDLE service)
{
    alignas(SERVICE_FAILURE_ACTIONSW) std::array<BYTE, most> buffer;
    DWORD needed = 0;
    if (!::QueryServiceConfig2W(service, SERVICE_CONFIG_FAILURE_ACTIONS, buffer.data(),
                                DWORD(buffer.size()), &needed))
        return true;
    const auto *actions = reinterpret_cast<const SERVICE_FAILURE_ACTIONSW *>(buffer.data());
    for (DWORD i = 0; i < actions->cActions; ++i) {
        if (actions->lpsaActions[i].Type == SC_ACTION_RESTART)
            return true;
    }
    return false;
}

quint32 errorOf(const SERVICE_STATUS_PROCESS &status)
{
    const bool isOwn = status.dwWin32ExitCode == ERROR_SERVICE_SPECIFIC_ERROR;
    const DWORD error = isOwn ? status.dwServiceSpecificExitCode : status.dwWin32ExitCode;
    return error == ERROR_SERVICE_NEVER_STARTED ? 0 : quint32(error);
}

} // namespace

ServiceReading readService(const QString &name)
{
    const QString failure = QStringLiteral("the service %1 can't be read").arg(name);
    const ServiceHandle manager(::OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT));
    if (!manager)
        return failWindows(failure);
    const ServiceHandle service(
        ::OpenServiceW(manager.get(), wide(name), SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS));
    if (!service && ::GetLastError() == ERROR_SERVICE_DOES_NOT_EXIST)
        return std::nullopt;
    if (!service)
        return failWindows(failure);
    alignas(QUERY_SERVICE_CONFIGW) std::array<BYTE, most> buffer;
    auto *config = reinterpret_cast<QUERY_SERVICE_CONFIGW *>(buffer.data());
    SERVICE_STATUS_PROCESS status{};
    DWORD needed = 0;
    if (!::QueryServiceConfigW(service.get(), config, DWORD(buffer.size()), &needed) ||
        !::QueryServiceStatusEx(service.get(), SC_STATUS_PROCESS_INFO,
                                reinterpret_cast<BYTE *>(&status), sizeof status, &needed))
        return failWindows(failure);
    return ServiceFacts{.start = startOf(config->dwStartType),
                        .runs = status.dwCurrentState == SERVICE_RUNNING,
                        .process = qint64(status.dwProcessId),
                        .lastError = errorOf(status),
                        .commandLine = QString::fromWCharArray(config->lpBinaryPathName),
                        .startedAgain = isStartedAgain(service.get())};
}

} // namespace ga

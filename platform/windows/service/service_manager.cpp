// SPDX-License-Identifier: Apache-2.0
// OpenSCManager() and its like.
#include "platform/windows/service/service_manager.h"

#include "platform/windows/service/service_names.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QDeadlineTimer>

#include <array>

namespace ga {

namespace {

constexpr std::chrono::seconds patience(60);
constexpr DWORD lookInterval = 50; // Milliseconds.

DWORD stateOf(SC_HANDLE service)
{
    SERVICE_STATUS status = {};
    return ::QueryServiceStatus(service, &status) ? status.dwCurrentState : DWORD(SERVICE_STOPPED);
}

// What a service has ended with, where that was an error.
DWORD exitErrorOf(SC_HANDLE service)
{
    SERVICE_STATUS status = {};
    ::QueryServiceStatus(service, &status);
    return status.dwWin32ExitCode == NO_ERROR ? DWORD(ERROR_SERVICE_NOT_ACTIVE)
                                              : status.dwWin32ExitCode;
}

bool isDelayed(SC_HANDLE service)
{
    SERVICE_DELAYED_AUTO_START_INFO delay = {};
    DWORD needed = 0;
    return ::QueryServiceConfig2W(service, SERVICE_CONFIG_DELAYED_AUTO_START_INFO,
                                  reinterpret_cast<BYTE *>(&delay), sizeof delay, &needed) &&
           delay.fDelayedAutostart;
}

// Only one that starts with the system can be told so.
void setDelay(SC_HANDLE service, const ServiceEntry &entry)
{
    SERVICE_DELAYED_AUTO_START_INFO delay = {entry.isDelayed};
    if (entry.startType == SERVICE_AUTO_START)
        ::ChangeServiceConfig2W(service, SERVICE_CONFIG_DELAYED_AUTO_START_INFO, &delay);
}

} // namespace

Result<ServiceHandle> openServiceManager(DWORD access)
{
    ServiceHandle manager(::OpenSCManagerW(nullptr, nullptr, access));
    if (!manager)
        return failWindows(QStringLiteral("can't open the service manager"));
    return manager;
}

Result<ServiceHandle> openService(SC_HANDLE manager, DWORD access)
{
    ServiceHandle service(::OpenServiceW(manager, wide(serviceName()), access));
    if (!service)
        return failWindows(QStringLiteral("can't open the service"));
    return service;
}

Result<ServiceHandle> createService(SC_HANDLE manager, const ServiceEntry &entry)
{
    ServiceHandle service(::CreateServiceW(
        manager, wide(serviceName()), wide(entry.displayName), SERVICE_ALL_ACCESS,
        SERVICE_WIN32_OWN_PROCESS, entry.startType, SERVICE_ERROR_NORMAL, wide(entry.commandLine),
        nullptr, nullptr, nullptr, wide(entry.account), nullptr));
    if (!service)
        return failWindows(QStringLiteral("can't create the service"));
    setDelay(service.get(), entry);
    return service;
}

Result<Nothing> changeService(SC_HANDLE service, const ServiceEntry &entry)
{
    if (!::ChangeServiceConfigW(service, SERVICE_WIN32_OWN_PROCESS, entry.startType,
                                SERVICE_ERROR_NORMAL, wide(entry.commandLine), nullptr, nullptr,
                                nullptr, wide(entry.account), nullptr, wide(entry.displayName)))
        return failWindows(QStringLiteral("can't change the service"));
    setDelay(service, entry);
    return Nothing{};
}

Result<Nothing> renameService(SC_HANDLE service, const QString &commandLine,
                              const QString &displayName)
{
    if (!::ChangeServiceConfigW(service, SERVICE_WIN32_OWN_PROCESS, SERVICE_NO_CHANGE,
                                SERVICE_ERROR_NORMAL, wide(commandLine), nullptr, nullptr, nullptr,
                                nullptr, nullptr, wide(displayName)))
        return failWindows(QStringLiteral("can't change the service"));
    return Nothing{};
}

Result<ServiceEntry> readServiceEntry(SC_HANDLE service)
{
    alignas(QUERY_SERVICE_CONFIGW) std::array<char, 8192> buffer; // The most that there can be.
    auto *config = reinterpret_cast<QUERY_SERVICE_CONFIGW *>(buffer.data());
    DWORD needed = 0;
    if (!::QueryServiceConfigW(service, config, DWORD(buffer.size()), &needed))
        return failWindows(QStringLiteral("can't read the service's entry"));
    return ServiceEntry{.commandLine = QString::fromWCharArray(config->lpBinaryPathName),
                        .displayName = QString::fromWCharArray(config->lpDisplayName),
                        .account = QString::fromWCharArray(config->lpServiceStartName),
                        .startType = config->dwStartType,
                        .isDelayed = isDelayed(service)};
}

bool isRunning(SC_HANDLE service)
{
    return stateOf(service) != SERVICE_STOPPED;
}

Result<Nothing> startService(SC_HANDLE service)
{
    const QString failure = QStringLiteral("can't start the service");
    if (!::StartServiceW(service, 0, nullptr) && ::GetLastError() != ERROR_SERVICE_ALREADY_RUNNING)
        return failWindows(failure);
    const QDeadlineTimer deadline(patience);
    while (stateOf(service) != SERVICE_RUNNING) {
        if (stateOf(service) == SERVICE_STOPPED)
            return failWindows(failure, exitErrorOf(service));
        if (deadline.hasExpired())
            return failWindows(failure, ERROR_SERVICE_REQUEST_TIMEOUT);
        ::Sleep(lookInterval);
    }
    return Nothing{};
}

Result<Nothing> stopService(SC_HANDLE service)
{
    const QString failure = QStringLiteral("can't stop the service");
    SERVICE_STATUS status = {};
    if (!::ControlService(service, SERVICE_CONTROL_STOP, &status)) {
        const DWORD error = ::GetLastError();
        if (error == ERROR_SERVICE_NOT_ACTIVE)
            return Nothing{};
        if (error != ERROR_SERVICE_CANNOT_ACCEPT_CTRL) // It is on its way already.
            return failWindows(failure, error);
    }
    const QDeadlineTimer deadline(patience);
    while (isRunning(service)) {
        if (deadline.hasExpired())
            return failWindows(failure, ERROR_SERVICE_REQUEST_TIMEOUT);
        ::Sleep(lookInterval);
    }
    return Nothing{};
}

} // namespace ga

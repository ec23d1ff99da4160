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

constexpr std::chrono::seconds stopPatience(60);

bool hasStopped(SC_HANDLE service)
{
    SERVICE_STATUS status = {};
    return !::QueryServiceStatus(service, &status) || status.dwCurrentState == SERVICE_STOPPED;
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

Result<ServiceHandle> createService(SC_HANDLE manager, const QString &commandLine,
                                    const QString &displayName)
{
    ServiceHandle service(
        ::CreateServiceW(manager, wide(serviceName()), wide(displayName), SERVICE_ALL_ACCESS,
                         SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START, SERVICE_ERROR_NORMAL,
                         wide(commandLine), nullptr, nullptr, nullptr, nullptr, nullptr));
    if (!service)
        return failWindows(QStringLiteral("can't create the service"));
    return service;
}

Result<Nothing> changeService(SC_HANDLE service, const QString &commandLine,
                              const QString &displayName)
{
    if (!::ChangeServiceConfigW(service, SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START,
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
                        .displayName = QString::fromWCharArray(config->lpDisplayName)};
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
    const QDeadlineTimer deadline(stopPatience);
    while (!hasStopped(service)) {
        if (deadline.hasExpired())
            return failWindows(failure, ERROR_SERVICE_REQUEST_TIMEOUT);
        ::Sleep(50);
    }
    return Nothing{};
}

} // namespace ga

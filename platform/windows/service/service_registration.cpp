// SPDX-License-Identifier: Apache-2.0
// CreateService() and its like.
#include "platform/windows/service/service_registration.h"

#include "platform/windows/service/service_names.h"
#include "platform/windows/service/service_plan.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QDeadlineTimer>

#include <array>
#include <memory>

namespace ga {

namespace {

struct CloseService
{
    using pointer = SC_HANDLE;
    void operator()(SC_HANDLE handle) const { ::CloseServiceHandle(handle); }
};
using ServiceHandle = std::unique_ptr<SC_HANDLE, CloseService>;

constexpr DWORD preshutdownPatience = 60000; // Milliseconds; Windows gives 10 s by itself.
constexpr DWORD failureMemory = 24 * 60 * 60; // Seconds without a failure, after which it starts anew.
constexpr std::chrono::seconds stopPatience(60);

Result<ServiceHandle> openManager(DWORD access)
{
    ServiceHandle manager(::OpenSCManagerW(nullptr, nullptr, access));
    if (!manager)
        return failWindows(QStringLiteral("can't open the service manager"));
    return manager;
}

Result<QString> commandLineOf(SC_HANDLE service)
{
    alignas(QUERY_SERVICE_CONFIGW) std::array<char, 8192> buffer; // The most that there can be.
    auto *config = reinterpret_cast<QUERY_SERVICE_CONFIGW *>(buffer.data());
    DWORD needed = 0;
    if (!::QueryServiceConfigW(service, config, DWORD(buffer.size()), &needed))
        return failWindows(QStringLiteral("can't read the service's entry"));
    return QString::fromWCharArray(config->lpBinaryPathName);
}

Result<ServiceHandle> create(SC_HANDLE manager, const QString &commandLine)
{
    ServiceHandle service(::CreateServiceW(
        manager, wide(serviceName()), wide(serviceDisplayName()), SERVICE_ALL_ACCESS,
        SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START, SERVICE_ERROR_NORMAL, wide(commandLine),
        nullptr, nullptr, nullptr, nullptr, nullptr));
    if (!service)
        return failWindows(QStringLiteral("can't create the service"));
    return service;
}

// The service that is there already.
Result<ServiceHandle> renew(SC_HANDLE manager, const QString &commandLine)
{
    ServiceHandle service(::OpenServiceW(manager, wide(serviceName()), SERVICE_ALL_ACCESS));
    if (!service)
        return failWindows(QStringLiteral("can't open the service"));
    const auto present = commandLineOf(service.get());
    if (!present)
        return fail(present.error());
    if (!startsProgram(*present, programFile())) {
        return fail(QStringLiteral("the service %1 is there already, and starts %2; remove it first")
                        .arg(serviceName(), *present));
    }
    if (!::ChangeServiceConfigW(service.get(), SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START,
                                SERVICE_ERROR_NORMAL, wide(commandLine), nullptr, nullptr, nullptr,
                                nullptr, nullptr, wide(serviceDisplayName())))
        return failWindows(QStringLiteral("can't change the service"));
    return service;
}

// Nothing of this keeps the service from working: an old Windows, or Wine, may not know it.
void describe(SC_HANDLE service)
{
    const QString text = serviceDescription();
    SERVICE_DESCRIPTIONW description{const_cast<wchar_t *>(wide(text))};
    ::ChangeServiceConfig2W(service, SERVICE_CONFIG_DESCRIPTION, &description);

    SC_ACTION restarts[] = {{SC_ACTION_RESTART, 5000}, {SC_ACTION_RESTART, 15000},
                            {SC_ACTION_RESTART, 60000}};
    SERVICE_FAILURE_ACTIONSW actions = {};
    actions.dwResetPeriod = failureMemory;
    actions.cActions = DWORD(std::size(restarts));
    actions.lpsaActions = restarts;
    ::ChangeServiceConfig2W(service, SERVICE_CONFIG_FAILURE_ACTIONS, &actions);

    SERVICE_FAILURE_ACTIONS_FLAG alsoAfterErrors{TRUE}; // And not only after a crash.
    ::ChangeServiceConfig2W(service, SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &alsoAfterErrors);

    SERVICE_PRESHUTDOWN_INFO preshutdown{preshutdownPatience};
    ::ChangeServiceConfig2W(service, SERVICE_CONFIG_PRESHUTDOWN_INFO, &preshutdown);
}

bool hasFailureActions(SC_HANDLE service)
{
    alignas(SERVICE_FAILURE_ACTIONSW) std::array<char, 8192> buffer; // The most that there can be.
    DWORD needed = 0;
    if (!::QueryServiceConfig2W(service, SERVICE_CONFIG_FAILURE_ACTIONS,
                                reinterpret_cast<BYTE *>(buffer.data()), DWORD(buffer.size()),
                                &needed))
        return true; // Nobody can say: it stays as it is.
    return reinterpret_cast<const SERVICE_FAILURE_ACTIONSW *>(buffer.data())->cActions > 0;
}

bool hasStopped(SC_HANDLE service)
{
    SERVICE_STATUS status = {};
    return !::QueryServiceStatus(service, &status) || status.dwCurrentState == SERVICE_STOPPED;
}

Result<Nothing> stop(SC_HANDLE service)
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

} // namespace

Result<Nothing> installService(const QStringList &options)
{
    const auto manager = openManager(SC_MANAGER_CREATE_SERVICE);
    if (!manager)
        return fail(manager.error());
    const QString commandLine = serviceCommandLine(programFile(), options);
    auto service = create(manager->get(), commandLine);
    if (!service && service.error().systemError == ERROR_SERVICE_EXISTS)
        service = renew(manager->get(), commandLine);
    if (!service)
        return fail(std::move(service).error());
    describe(service->get());
    return Nothing{};
}

void completeService()
{
    const auto manager = openManager(SC_MANAGER_CONNECT);
    if (!manager)
        return;
    const ServiceHandle service(
        ::OpenServiceW(manager->get(), wide(serviceName()),
                       SERVICE_QUERY_CONFIG | SERVICE_CHANGE_CONFIG | SERVICE_START));
    if (service && !hasFailureActions(service.get()))
        describe(service.get());
}

Result<Nothing> uninstallService()
{
    const auto manager = openManager(SC_MANAGER_CONNECT);
    if (!manager)
        return fail(manager.error());
    const ServiceHandle service(::OpenServiceW(
        manager->get(), wide(serviceName()),
        SERVICE_STOP | SERVICE_QUERY_STATUS | SERVICE_QUERY_CONFIG | DELETE));
    if (!service)
        return failWindows(QStringLiteral("can't open the service"));
    const auto present = commandLineOf(service.get());
    if (!present)
        return fail(present.error());
    if (!startsProgram(*present, programFile()))
        return fail(QStringLiteral("the service %1 is another program's: %2")
                        .arg(serviceName(), *present));
    if (const auto stopped = stop(service.get()); !stopped)
        return stopped;
    if (!::DeleteService(service.get()))
        return failWindows(QStringLiteral("can't delete the service"));
    return Nothing{};
}

} // namespace ga

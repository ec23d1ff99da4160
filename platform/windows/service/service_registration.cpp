// SPDX-License-Identifier: Apache-2.0
// CreateService() and its like.
#include "platform/windows/service/service_registration.h"

#include "platform/windows/service/service_manager.h"
#include "platform/windows/service/service_names.h"
#include "platform/windows/service/service_plan.h"
#include "platform/windows/service/service_states.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr DWORD preshutdownPatience = 60000; // Milliseconds; Windows gives 10 s by itself.

// The service that is there already.
Result<ServiceHandle> renew(SC_HANDLE manager, const QString &commandLine)
{
    auto service = openService(manager, SERVICE_ALL_ACCESS);
    if (!service)
        return service;
    const auto present = readServiceEntry(service->get());
    if (!present)
        return fail(present.error());
    if (!startsProgram(present->commandLine, programFile())) {
        return fail(
            QStringLiteral("the service %1 is there already, and starts %2; remove it first")
                .arg(serviceName(), present->commandLine));
    }
    if (const auto changed = renameService(service->get(), commandLine, serviceDisplayName());
        !changed)
        return fail(changed.error());
    return service;
}

// Nothing of this keeps the service from working: an old Windows, or Wine, may not know it.
void describe(SC_HANDLE service)
{
    const QString text = serviceDescription();
    SERVICE_DESCRIPTIONW description{const_cast<wchar_t *>(wide(text))};
    ::ChangeServiceConfig2W(service, SERVICE_CONFIG_DESCRIPTION, &description);

    std::array<SC_ACTION, recoveryDelays.size()> restarts;
    std::transform(recoveryDelays.begin(), recoveryDelays.end(), restarts.begin(), [](auto delay) {
        return SC_ACTION{SC_ACTION_RESTART, DWORD(delay.count())};
    });
    SERVICE_FAILURE_ACTIONSW actions = {};
    actions.dwResetPeriod = DWORD(failureMemory.count());
    actions.cActions = DWORD(restarts.size());
    actions.lpsaActions = restarts.data();
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

} // namespace

Result<Nothing> installService(const QStringList &options)
{
    const auto manager = openServiceManager(SC_MANAGER_CREATE_SERVICE);
    if (!manager)
        return fail(manager.error());
    const QString commandLine = serviceCommandLine(programFile(), options);
    auto service = createService(manager->get(),
                                 {.commandLine = commandLine, .displayName = serviceDisplayName()});
    if (!service && service.error().systemError == ERROR_SERVICE_EXISTS)
        service = renew(manager->get(), commandLine);
    if (!service)
        return fail(std::move(service).error());
    describe(service->get());
    return Nothing{};
}

void completeService()
{
    const auto manager = openServiceManager(SC_MANAGER_CONNECT);
    if (!manager)
        return;
    const auto service =
        openService(manager->get(), SERVICE_QUERY_CONFIG | SERVICE_CHANGE_CONFIG | SERVICE_START);
    if (service && !hasFailureActions(service->get()))
        describe(service->get());
}

Result<Nothing> uninstallService()
{
    const auto manager = openServiceManager(SC_MANAGER_CONNECT);
    if (!manager)
        return fail(manager.error());
    const auto service = openService(manager->get(), SERVICE_STOP | SERVICE_QUERY_STATUS |
                                                         SERVICE_QUERY_CONFIG | DELETE);
    if (!service)
        return fail(service.error());
    const auto present = readServiceEntry(service->get());
    if (!present)
        return fail(present.error());
    if (!startsProgram(present->commandLine, programFile()))
        return fail(QStringLiteral("the service %1 is another program's: %2")
                        .arg(serviceName(), present->commandLine));
    if (const auto stopped = stopService(service->get()); !stopped)
        return stopped;
    if (!::DeleteService(service->get()))
        return failWindows(QStringLiteral("can't delete the service"));
    return Nothing{};
}

} // namespace ga

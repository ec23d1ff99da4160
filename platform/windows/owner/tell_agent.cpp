// SPDX-License-Identifier: Apache-2.0
// Controls for the service: Windows lets only those send them who may.
#include "platform/api/broadcast.h"
#include "platform/windows/service/service_states.h"
#include "platform/windows/service/service_names.h"
#include "platform/windows/system/service_handle.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <memory>

namespace ga {

namespace {

tl::unexpected<Error> failTelling()
{
    const DWORD error = ::GetLastError();
    if (error == ERROR_ACCESS_DENIED)
        return fail(QStringLiteral("this needs the rights of an administrator"));
    return failWindows(QStringLiteral("the agent's service can't be told"), error);
}

} // namespace

Result<Nothing> tellAgent(OwnerWord word, const QString &)
{
    const bool reloads = word == OwnerWord::Reload;
    const ServiceHandle manager(::OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT));
    if (!manager)
        return failTelling();
    const DWORD right = reloads ? SERVICE_PAUSE_CONTINUE : SERVICE_USER_DEFINED_CONTROL;
    const ServiceHandle service(::OpenServiceW(manager.get(), wide(serviceName()), right));
    SERVICE_STATUS status = {};
    if (!service || !::ControlService(service.get(),
                                      reloads ? SERVICE_CONTROL_PARAMCHANGE : thawControl, &status))
        return failTelling();
    return Nothing{};
}

} // namespace ga

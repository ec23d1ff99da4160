// SPDX-License-Identifier: Apache-2.0
// The identity family: what its commands ask of the platform.
#include "commands/identity/identity_commands.h"

namespace ga {

Result<HostName> hostName(Services &services)
{
    return services.platform.identity->hostName();
}

Result<QList<UserSession>> users(Services &services)
{
    return services.platform.identity->users();
}

Result<TimeZone> timeZone(Services &services)
{
    return services.platform.identity->timeZone();
}

Result<OsInfo> osInfo(Services &services)
{
    return services.platform.identity->osInfo();
}

Result<QList<DeviceDriver>> devices(Services &services)
{
    return services.platform.deviceDrivers->list();
}

} // namespace ga

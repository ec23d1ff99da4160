// SPDX-License-Identifier: Apache-2.0
// The handlers of the identity family.
#pragma once

#include "commands/identity/identity_types.h"
#include "commands/services.h"

namespace ga {

Result<HostName> hostName(Services &services);
Result<QList<UserSession>> users(Services &services);
Result<TimeZone> timeZone(Services &services);
Result<OsInfo> osInfo(Services &services);
Result<QList<DeviceDriver>> devices(Services &services);

} // namespace ga

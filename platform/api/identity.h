// SPDX-License-Identifier: Apache-2.0
// Who this guest is and who is logged in.
#pragma once

#include "commands/identity/identity_types.h"
#include "protocol/result.h"

namespace ga {

class Identity
{
public:
    virtual ~Identity() = default;

    virtual Result<HostName> hostName() = 0;
    virtual Result<QList<UserSession>> users() = 0; // One entry a user, with the earliest login.
    virtual Result<TimeZone> timeZone() = 0;
    virtual Result<OsInfo> osInfo() = 0;
};

class DeviceDrivers
{
public:
    virtual ~DeviceDrivers() = default;

    virtual Result<QList<DeviceDriver>> list() = 0;
};

} // namespace ga

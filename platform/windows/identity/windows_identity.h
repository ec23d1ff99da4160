// SPDX-License-Identifier: Apache-2.0
// WindowsIdentity: host name, system, time zone and users of a Windows guest.
#pragma once

#include "platform/api/identity.h"

namespace ga {

class WindowsIdentity : public Identity
{
public:
    // The DNS name, as it was given: NetBIOS', which qemu-ga tells, is cut after 15 characters.
    Result<HostName> hostName() override;
    // Of the sessions that somebody is logged in to, at the console or remotely.
    Result<QList<UserSession>> users() override;
    Result<TimeZone> timeZone() override;
    Result<OsInfo> osInfo() override;
};

} // namespace ga

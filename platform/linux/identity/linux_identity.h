// SPDX-License-Identifier: Apache-2.0
// LinuxIdentity: host name, system, time zone and users of a Linux guest.
#pragma once

#include "platform/api/identity.h"
#include "platform/linux/identity/logins.h"

#include <memory>

namespace ga {

struct IdentityPaths
{
    QByteArray utmp = "/var/run/utmp";
    QString sessions = QStringLiteral("/run/systemd/sessions");
    QList<QByteArray> osRelease = {"/etc/os-release",
                                   "/usr/lib/os-release"}; // The first that can be read.
};

class LinuxIdentity : public Identity
{
public:
    static std::unique_ptr<Identity> create(IdentityPaths paths = {});

    Result<HostName> hostName() override;
    // From utmp; from systemd-logind where utmp is missing or names nobody, for newer systems write
    // it no more.
    Result<QList<UserSession>> users() override;
    Result<TimeZone> timeZone() override;
    // The file named by the environment variable QGA_OS_RELEASE takes the place of os-release(5).
    Result<OsInfo> osInfo() override;

private:
    explicit LinuxIdentity(IdentityPaths paths);

    QByteArray readOsRelease() const;
    QList<Login> sessions() const;

    IdentityPaths m_paths;
};

} // namespace ga

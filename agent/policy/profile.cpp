// SPDX-License-Identifier: Apache-2.0
// By risk, so that a command which is new falls under each profile as its kind does.
#include "policy/profile.h"

#include "commands/command.h"

#include <string_view>

namespace ga {

namespace {

// Of what gives access, RHEL 9.4's list in /etc/sysconfig/qemu-ga (FILTER_RPC_ARGS) has these only.
bool isAboutAccounts(const Command &command)
{
    const std::string_view name(command.name);
    return name == "guest-set-user-password" || name.starts_with("guest-ssh-");
}

} // namespace

bool profileAllows(Profile profile, const Command &command)
{
    const Risk risk = command.traits.risk;
    const bool observes = risk == Risk::Session || risk == Risk::Observe;
    switch (profile) {
    case Profile::Open:
        return true;
    case Profile::Rhel:
        return risk != Risk::Access || isAboutAccounts(command);
    case Profile::Observe:
        return observes;
    case Profile::Backup:
        break;
    }
    return observes || risk == Risk::Quiesce;
}

} // namespace ga

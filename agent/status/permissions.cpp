// SPDX-License-Identifier: Apache-2.0
// One permission for each row of the catalogue.
#include "status/permissions.h"

#include "commands/catalogue.h"

namespace ga {

Lacking lackingIn(const Platform &platform)
{
    return [&platform](const Command &command) {
        return command.traits.needs ? command.traits.needs(platform) : QString();
    };
}

CommandPermission permissionOf(const Command &command, const Policy &policy, const Lacking &lacking)
{
    CommandPermission permission{.name = QLatin1StringView(command.name),
                                 .summary = QString::fromUtf8(command.summary),
                                 .risk = command.traits.risk};
    const QString refusal = policy.refusal(command);
    const QString lack = lacking(command);
    if (!refusal.isEmpty()) {
        permission.offBy = OffBy::Policy;
        permission.reason = refusal;
        permission.rule = policy.refusingRule(command);
    } else if (!lack.isEmpty()) {
        permission.offBy = OffBy::System;
        permission.reason = lack;
    } else if (const QString limit = policy.limit(command); !limit.isEmpty()) {
        permission.limit = limit;
        permission.limits = policy.limitingRules(command);
    }
    permission.on = !permission.offBy;
    return permission;
}

Permissions permissionsOf(const Policy &policy, const Lacking &lacking)
{
    const PolicyRules &rules = policy.rules();
    Permissions permissions{.profile = QLatin1StringView(wireName(rules.profile))};
    if (!rules.file.isEmpty())
        permissions.file = rules.file;
    for (const Command &command : catalogue())
        permissions.commands += permissionOf(command, policy, lacking);
    return permissions;
}

} // namespace ga

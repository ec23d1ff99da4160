// SPDX-License-Identifier: Apache-2.0
// One permission for each row of the catalogue.
#include "status/permissions.h"

#include "commands/catalogue.h"

namespace ga {

CommandPermission permissionOf(const Command &command, const Policy &policy,
                               const Platform &platform)
{
    CommandPermission permission{.name = QLatin1StringView(command.name),
                                 .summary = QString::fromUtf8(command.summary),
                                 .risk = command.traits.risk};
    const QString refusal = policy.refusal(command);
    const QString lacking = command.traits.needs ? command.traits.needs(platform) : QString();
    if (!refusal.isEmpty()) {
        permission.offBy = OffBy::Policy;
        permission.reason = refusal;
        permission.rule = policy.refusingRule(command);
    } else if (!lacking.isEmpty()) {
        permission.offBy = OffBy::System;
        permission.reason = lacking;
    } else if (const QString limit = policy.limit(command); !limit.isEmpty()) {
        permission.limit = limit;
        permission.limits = policy.limitingRules(command);
    }
    permission.on = !permission.offBy;
    return permission;
}

Permissions permissionsOf(const Policy &policy, const Platform &platform)
{
    const PolicyRules &rules = policy.rules();
    Permissions permissions{.profile = QLatin1StringView(wireName(rules.profile))};
    if (!rules.file.isEmpty())
        permissions.file = rules.file;
    for (const Command &command : catalogue())
        permissions.commands += permissionOf(command, policy, platform);
    return permissions;
}

} // namespace ga

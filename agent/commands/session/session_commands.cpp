// SPDX-License-Identifier: Apache-2.0
// The session family: what its commands ask of the platform.
#include "commands/session/session_commands.h"

#include "commands/catalogue.h"

namespace ga {

Result<qint64> sync(Services &, const SyncArguments &arguments)
{
    return arguments.id;
}

Result<Nothing> ping(Services &)
{
    return Nothing{};
}

Result<AgentInfo> info(Services &services)
{
    AgentInfo info{services.reportedVersion, {}};
    for (const Command &row : catalogue()) {
        info.supportedCommands.append(
            {QLatin1StringView(row.name), services.isEnabled(row), row.traits.answer != Answer::OnlyErrors});
    }
    return info;
}

} // namespace ga

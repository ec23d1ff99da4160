// SPDX-License-Identifier: Apache-2.0
// Reads the greeting of the status channel.
#include "cli/agents_word.h"

#include "app/owner_view.h"
#include "cli/status_reader.h"

#include <algorithm>

namespace ga {

AgentsWord askAgent(const Options &options)
{
    StatusReader reader;
    auto status =
        reader.open(statusAddress(options)).and_then([&](Nothing) { return reader.present(); });
    if (!status)
        return {tl::unexpected(reader.problem()), std::nullopt, 0};
    return {*std::move(status), reader.permissions(), reader.agent()};
}

Lacking lackingBy(const AgentsWord &word, const Platform &platform)
{
    return [agents = word.permissions.value_or(Permissions()),
            own = lackingIn(platform)](const Command &command) {
        const auto row = std::find_if(agents.commands.begin(), agents.commands.end(),
                                      [&](const CommandPermission &each) {
                                          return each.name == QLatin1StringView(command.name);
                                      });
        if (row == agents.commands.end() || row->offBy == OffBy::Policy)
            return own(command);
        return row->offBy == OffBy::System ? row->reason.value_or(QString()) : QString();
    };
}

} // namespace ga

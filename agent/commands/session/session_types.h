// SPDX-License-Identifier: Apache-2.0
// guest-sync, guest-ping, guest-info: what they take and give.
#pragma once

#include "protocol/fields.h"

#include <QList>
#include <QString>

namespace ga {

struct SyncArguments
{
    qint64 id = 0;

    static constexpr auto fields() { return fieldList(field("id", &SyncArguments::id, "a number of the client's choice, returned as it is")); }
};

struct CommandInfo
{
    QString name;
    bool enabled = false;
    bool successResponse = true;

    static constexpr auto fields()
    {
        return fieldList(field("name", &CommandInfo::name, "the command"),
                          field("enabled", &CommandInfo::enabled, "whether the agent would carry it out now"),
                          field("success-response", &CommandInfo::successResponse, "whether it answers when it succeeds"));
    }
};

struct AgentInfo
{
    QString version;
    QList<CommandInfo> supportedCommands;

    static constexpr auto fields()
    {
        return fieldList(field("version", &AgentInfo::version, "the agent's version"),
                          field("supported_commands", &AgentInfo::supportedCommands, "every command of the catalogue"));
    }
};

} // namespace ga

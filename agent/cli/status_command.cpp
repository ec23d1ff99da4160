// SPDX-License-Identifier: Apache-2.0
// Prints the status channel, for people and for programs.
#include "cli/status_command.h"

#include "cli/client_options.h"
#include "cli/owner_tool.h"
#include "cli/status_reader.h"
#include "cli/status_text.h"

#include <cstdio>

namespace ga {

namespace {

int exitCode(const StatusSnapshot &status)
{
    return isWell(status) ? ToolDone : ToolAttention;
}

// What a line says to somebody who looks on.
QByteArray followText(const StatusMessage &message, std::optional<AgentState> &shown)
{
    if (message.activity)
        return activityLine(*message.activity).toUtf8();
    if (!message.status || message.status->state == shown)
        return {};
    shown = message.status->state;
    return stateLine(*message.status).toUtf8();
}

int follow(StatusReader &reader, bool json)
{
    std::optional<AgentState> shown;
    for (;;) {
        const auto line = reader.next(QDeadlineTimer::Forever);
        if (!line)
            return complain(line.error().description);
        if (!writeTo(stdout, json ? line->text : followText(line->message, shown)))
            return ToolFailed;
    }
}

int show(StatusReader &reader, bool json)
{
    StatusHello hello;
    Permissions permissions;
    const QDeadlineTimer deadline(10000);
    for (;;) {
        const auto line = reader.next(deadline);
        if (!line)
            return complain(line.error().description);
        const StatusMessage &message = line->message;
        hello = message.hello.value_or(hello);
        permissions = message.permissions.value_or(permissions);
        if (!message.status)
            continue;
        const QByteArray text =
            json ? line->text : statusText(hello, permissions, *message.status).toUtf8();
        return writeTo(stdout, text) ? exitCode(*message.status) : ToolFailed;
    }
}

} // namespace

int runStatus(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(configOption());
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print the channel's lines.")});
    parser.addOption({QStringLiteral("follow"), QStringLiteral("Go on with what comes.")});
    parser.addOption({QStringLiteral("address"), QStringLiteral("Where the agent tells it."),
                      QStringLiteral("ADDRESS")});
    if (!parser.parse(QStringList{QStringLiteral("status")} + arguments) ||
        !parser.positionalArguments().isEmpty()) {
        std::fputs("usage: qtga status [--json] [--follow] [--address=ADDRESS] [--config=FILE]\n",
                   stderr);
        return ToolMisused;
    }
    StatusReader reader;
    if (const auto opened = reader.open(statusAddressFor(parser, QStringLiteral("address")));
        !opened)
        return complain(opened.error().description);
    const bool json = parser.isSet(QStringLiteral("json"));
    return parser.isSet(QStringLiteral("follow")) ? follow(reader, json) : show(reader, json);
}

} // namespace ga

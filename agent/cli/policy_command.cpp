// SPDX-License-Identifier: Apache-2.0
// Asks the policy of the configuration, without an agent.
#include "cli/policy_command.h"

#include "app/platform_options.h"
#include "app/policy_options.h"
#include "cli/client_options.h"
#include "cli/owner_tool.h"
#include "client/arguments.h"
#include "client/terminal_text.h"
#include "commands/catalogue.h"
#include "commands/files/files_commands.h"
#include "protocol/json_reader.h"
#include "status/permissions.h"

#include <algorithm>
#include <cstdio>

namespace ga {

namespace {

constexpr char usage[] = "usage: qtga policy show [--json] [--config=FILE]\n"
                         "       qtga policy check [--config=FILE] COMMAND [ARGUMENT=VALUE...]\n";

// What `policy check` exits with: 0 is "it would be allowed".
constexpr int refused = 1;
constexpr int unknown = 2;

int reportUnknown(const QString &text)
{
    complain(text);
    return unknown;
}

QByteArray filler(const TypeDescription &type)
{
    using Kind = TypeDescription::Kind;
    switch (type.kind) {
    case Kind::Boolean:
        return "false";
    case Kind::String:
    case Kind::Base64:
        return "\"\"";
    case Kind::Array:
        return "[]";
    case Kind::Object:
        return "{}";
    default:
        return "0";
    }
}

// What has to be given and wasn't doesn't matter to the rules: nobody types a password for this.
void fillIn(QList<ArgumentWord> &words, const TypeDescription &type)
{
    for (const MemberDescription &member : type.members) {
        const bool given = std::any_of(words.begin(), words.end(), [&](const ArgumentWord &word) {
            return word.name == member.name;
        });
        if (!given && !member.optional)
            words.append({member.name, ArgumentWord::Form::Json, {}, filler(*member.type)});
    }
}

Result<Message> readArguments(const Command &command, const QStringList &words)
{
    auto arguments = readArgumentWords(words).and_then([&](QList<ArgumentWord> list) {
        const TypePointer type = command.describeArguments();
        fillIn(list, *type);
        return typedArguments(list, *type);
    });
    if (!arguments)
        return fail(arguments.error().text);
    Framer framer;
    auto frames = framer.feed(arguments->isEmpty() ? QByteArray("{}") : *arguments);
    if (frames.size() != 1 || !frames.front())
        return fail(QStringLiteral("these are no arguments"));
    return readJson(*std::move(frames.front()));
}

// By the arguments alone, and for a file by where links lead it now. The agent itself looks while
// it opens the file.
Result<Nothing> checkArguments(const Command &command, const ArgumentRules &rules,
                               const Value &arguments, const Platform &platform)
{
    auto allowed = command.check(rules, arguments);
    if (!allowed || command.run != findCommand("guest-file-open")->run)
        return allowed;
    const auto file = Codec<FileOpenArguments>::decodeMembers(arguments, nullptr);
    return file ? checkLinks(*platform.files, rules, *file) : allowed;
}

int check(const Options &options, const QStringList &words)
{
    const Command *command = findCommand(words.first().toUtf8());
    if (!command)
        return reportUnknown(QStringLiteral("there is no command %1").arg(words.first()));
    const auto message = readArguments(*command, words.mid(1));
    if (!message)
        return reportUnknown(message.error().description);
    const Policy policy{policyRules(options)};
    const Platform platform = createPlatform(platformOptions(options));
    const CommandPermission permission = permissionOf(*command, policy, platform);
    Result<Nothing> allowed = Nothing{};
    if (!permission.on)
        allowed = fail(Error::commandNotFound(QStringLiteral("Command %1 has been disabled: %2")
                                                  .arg(permission.name, *permission.reason)));
    else
        allowed = checkArguments(*command, *policy.argumentRules(), Value(*message), platform);
    if (!allowed) {
        writeTo(stdout, "refused: " + terminalText(allowed.error().description).toUtf8() + '\n');
        return refused;
    }
    QString text = QStringLiteral("allowed");
    if (permission.limit && words.size() == 1)
        text += QStringLiteral(": ") + *permission.limit;
    return writeTo(stdout, terminalText(text).toUtf8() + '\n') ? ToolDone : unknown;
}

int show(const Options &options, bool json)
{
    const Policy policy{policyRules(options)};
    const Permissions permissions = permissionsOf(policy, createPlatform(platformOptions(options)));
    if (json)
        return writeTo(stdout, encodeStatusLine({.permissions = permissions})) ? ToolDone
                                                                               : ToolFailed;
    QString text = QStringLiteral("profile %1, %2\n")
                       .arg(permissions.profile,
                            permissions.file.value_or(QStringLiteral("no configuration file")));
    for (const CommandPermission &each : permissions.commands) {
        const QString state = each.on ? each.limit.value_or(QStringLiteral("on"))
                                      : QStringLiteral("off: ") + each.reason.value_or(QString());
        text += each.name.leftJustified(34) + terminalText(state) + u'\n';
    }
    return writeTo(stdout, text.toUtf8()) ? ToolDone : ToolFailed;
}

} // namespace

int runPolicy(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    parser.addOption(configOption());
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    const QString verb = arguments.value(0);
    const bool parsed = parser.parse(QStringList{verb} + arguments.mid(1));
    const QStringList words = parser.positionalArguments();
    const bool checks = verb == u"check" && !words.isEmpty();
    if (!parsed || !(checks || (verb == u"show" && words.isEmpty()))) {
        std::fputs(usage, stderr);
        return ToolMisused;
    }
    const auto options = configuredOptions(parser);
    if (!options)
        return reportUnknown(options.error().description);
    return checks ? check(*options, words) : show(*options, parser.isSet(QStringLiteral("json")));
}

} // namespace ga

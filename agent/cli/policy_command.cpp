// SPDX-License-Identifier: Apache-2.0
// Asks the policy of the configuration, without an agent.
#include "cli/policy_command.h"

#include "app/owner_view.h"
#include "app/platform_options.h"
#include "app/policy_options.h"
#include "cli/agents_word.h"
#include "cli/client_options.h"
#include "cli/owner_tool.h"
#include "client/arguments.h"
#include "client/terminal_text.h"
#include "commands/catalogue.h"
#include "commands/files/files_commands.h"
#include "protocol/json_reader.h"
#include "runtime/command_gate.h"

#include <QFileInfo>

#include <algorithm>
#include <cstdio>

namespace ga {

namespace {

constexpr char usage[] = "usage: qtga policy show [--json] [--config=FILE]\n"
                         "       qtga policy check [--config=FILE] COMMAND [ARGUMENT=VALUE...]\n";

// What `policy check` exits with: 0 is "it would be allowed".
constexpr int refused = 1;
constexpr int unknown = 2;

QString ownView()
{
    return QStringLiteral("no agent answers: what the system lacks is as this program sees it, "
                          "with the rights of whoever runs it");
}

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

bool isPaused(const Options &options)
{
    return QFileInfo::exists(pauseMarker(options.stateDirectory));
}

// In the order of the agent's own gate.
Result<Nothing> checkCommand(const Command &command, const Options &options,
                             const CommandPermission &permission, const AgentsWord &word)
{
    const bool pauses = isPaused(options) && command.traits.whenFrozen != WhenFrozen::Allow;
    if (permission.on && !pauses)
        return Nothing{};
    QString reason = pauses ? CommandGate::pauseReason() : *permission.reason;
    if (!pauses && permission.offBy == OffBy::System && !word.status)
        reason += QStringLiteral(" (%1)").arg(ownView());
    return fail(Error::commandNotFound(
        QStringLiteral("Command %1 has been disabled: %2").arg(permission.name, reason)));
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
    const AgentsWord word = askAgent(options);
    const CommandPermission permission = permissionOf(*command, policy, lackingBy(word, platform));
    Result<Nothing> allowed = checkCommand(*command, options, permission, word);
    if (allowed && words.size() > 1)
        allowed = checkArguments(*command, *policy.argumentRules(), Value(*message), platform);
    if (!allowed && allowed.error().errorClass != ErrorClass::CommandNotFound)
        return reportUnknown(allowed.error().description);
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
    const Platform platform = createPlatform(platformOptions(options));
    const AgentsWord word = askAgent(options);
    const Permissions permissions = permissionsOf(policy, lackingBy(word, platform));
    if (json)
        return writeTo(stdout, encodeStatusLine({.permissions = permissions})) ? ToolDone
                                                                               : ToolFailed;
    QString text = QStringLiteral("profile %1, %2\n")
                       .arg(permissions.profile,
                            permissions.file.value_or(QStringLiteral("no configuration file")));
    if (!word.status)
        text += ownView() + u'\n';
    if (isPaused(options))
        text += CommandGate::pauseReason() + u'\n';
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

// SPDX-License-Identifier: Apache-2.0
// Walks the whole way from the host to the guest's file systems; changes nothing.
#include "cli/doctor_command.h"

#include "app/audit_sinks.h"
#include "app/configuration.h"
#include "app/configuration_doubts.h"
#include "app/option_table.h"
#include "app/owner_view.h"
#include "app/platform_options.h"
#include "app/policy_options.h"
#include "cli/agents_word.h"
#include "cli/client_options.h"
#include "cli/doctor_findings.h"
#include "cli/owner_tool.h"
#include "cli/told_finding.h"
#include "client/terminal_text.h"

#include <QDateTime>
#include <QFileInfo>

#include <cstdio>

namespace ga {

namespace {

struct Diagnosis
{
    QList<Finding> findings;
    Permissions permissions;
};

std::optional<qint64> holderOf(const AgentsWord &word, const QString &path)
{
    if (word.status && word.status->channel.open && word.status->channel.path == path)
        return word.pid;
    return std::nullopt;
}

Result<FreezePlan> freezePlan(const Platform &platform)
{
    if (!platform.freezer)
        return fail(platform.freezer.reason());
    return platform.freezer->plan(std::nullopt);
}

// The directory belongs to them: whoever may write to it has scripts of his run.
Result<QList<HookFile>> freezeHooks(const Platform &platform, const Options &options)
{
    if (!platform.freezeHook)
        return QList<HookFile>();
    return platform.freezeHook->programs().map([&](QList<QString> paths) {
        if (options.freezeHookDirectory)
            paths.prepend(*options.freezeHookDirectory);
        return readHooks(paths);
    });
}

// Of status and audit, where they are on; a pipe needs no directory.
QStringList missingDirectories(const Options &options)
{
    QStringList missing;
    for (const QString &path : {statusAddress(options), auditFilePath(options)}) {
        const QString directory = QFileInfo(path).path();
        if (!path.isEmpty() && !path.startsWith(u"\\\\") && !QFileInfo(directory).isDir())
            missing += directory;
    }
    return missing;
}

Diagnosis walk(const Result<Options> &read)
{
    const Options options = read.value_or(defaultOptions(platformDefaults()));
    const Platform platform = createPlatform(platformOptions(options));
    const QString path = options.path.isEmpty() ? platformDefaults().virtioPath : options.path;
    const AgentsWord word = askAgent(options);
    Diagnosis diagnosis{diagnose({options.method, path, holderOf(word, path)}),
                        permissionsOf(Policy(policyRules(options)), lackingBy(word, platform))};
    diagnosis.findings += {
        hostFinding(word.status, QDateTime::currentMSecsSinceEpoch()),
        configurationFinding(read, read ? configurationDoubts(*read) : QList<Sentence>()),
        commandsFinding(diagnosis.permissions, word.status.has_value()),
        freezeFinding(freezePlan(platform), word.permissions),
        hooksFinding(freezeHooks(platform, options)),
        recordFinding(missingDirectories(options)),
    };
    return diagnosis;
}

QByteArray asText(const Diagnosis &diagnosis)
{
    QString text;
    for (const Finding &finding : diagnosis.findings) {
        const QString verdict = QLatin1StringView(wireName(finding.verdict));
        text += verdict.leftJustified(9) + QString::fromUtf8(finding.step).leftJustified(21) +
                terminalText(finding.text.text()) + u'\n';
        if (finding.fix && finding.verdict != Verdict::Ok)
            text += QString(30, u' ') + QStringLiteral("-> ") + terminalText(finding.fix->text()) +
                    u'\n';
    }
    for (const CommandPermission &each : diagnosis.permissions.commands) {
        if (!each.on)
            text += QStringLiteral("off      ") + each.name + QStringLiteral(": ") +
                    terminalText(each.reason.value_or(QString())) + u'\n';
    }
    return text.toUtf8();
}

QByteArray asJson(const Diagnosis &diagnosis)
{
    JsonWriter writer;
    writer.beginObject();
    writer.key("findings");
    QList<ToldFinding> findings;
    for (const Finding &finding : diagnosis.findings)
        findings += told(finding);
    Codec<QList<ToldFinding>>::encode(writer, findings);
    writer.key("commands");
    Codec<QList<CommandPermission>>::encode(writer, diagnosis.permissions.commands);
    writer.endObject();
    return writer.take().append('\n');
}

} // namespace

int runDoctor(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(configOption());
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    if (!parser.parse(QStringList{QStringLiteral("doctor")} + arguments) ||
        !parser.positionalArguments().isEmpty()) {
        std::fputs("usage: qtga doctor [--json] [--config=FILE]\n", stderr);
        return ToolMisused;
    }
    const Diagnosis diagnosis = walk(configuredOptions(parser));
    const QByteArray text =
        parser.isSet(QStringLiteral("json")) ? asJson(diagnosis) : asText(diagnosis);
    return writeTo(stdout, text) ? exitCodeOf(diagnosis.findings) : ToolFailed;
}

} // namespace ga

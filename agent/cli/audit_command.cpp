// SPDX-License-Identifier: Apache-2.0
// Prints what the audit's files have, and what is added to them.
#include "cli/audit_command.h"

#include "app/audit_sinks.h"
#include "cli/audit_filter.h"
#include "cli/client_options.h"
#include "cli/owner_tool.h"
#include "client/terminal_text.h"
#include "policy/audit_file.h"
#include "policy/audit_reader.h"

#include <QDateTime>
#include <QThread>

#include <cstdio>

namespace ga {

namespace {

constexpr char usage[] =
    "usage: qtga audit [--since=TIME] [--command=PATTERN] [--outcome=ok|failed|refused] [--json]\n"
    "                  [--follow] [--file=FILE] [--config=FILE]\n";

constexpr unsigned long lookEvery = 250; // Milliseconds between looks at what was appended.

struct AuditOptions
{
    QString path;
    AuditFilter filter;
    bool json = false;
    bool follow = false;
};

QByteArray lineText(const AuditRecord &record)
{
    QString text = QStringLiteral("%1  %2 %3")
                       .arg(timeText(record.time), record.command,
                            QLatin1StringView(wireName(record.outcome)));
    if (record.subject)
        text += u' ' + *record.subject;
    if (record.times > 1)
        text += QStringLiteral(" (%1 times)").arg(record.times);
    if (record.reason)
        text += QStringLiteral(": ") + *record.reason;
    text += QStringLiteral("  %1, by %2").arg(durationText(record.duration), record.channel);
    return terminalText(text).toUtf8() + '\n';
}

// A line that is no record, as the last one after a crash may be, is passed over.
bool printLine(const QByteArray &line, const AuditOptions &options)
{
    const auto record = decodeAuditLine(line);
    if (!record || !options.filter.wants(*record))
        return true;
    return writeTo(stdout, options.json ? line : lineText(*record));
}

int run(const AuditOptions &options)
{
    if (!options.follow && AuditFile::all(options.path).isEmpty())
        return complain(QStringLiteral("there is no audit in '%1'").arg(options.path));
    AuditReader reader(options.path);
    const auto print = [&](const QByteArray &line) { return printLine(line, options); };
    while (reader.read(print)) {
        if (!options.follow)
            return ToolDone;
        QThread::msleep(lookEvery);
    }
    return reader.error().isEmpty() ? ToolFailed : complain(reader.error());
}

Result<AuditOptions> readOptions(const QCommandLineParser &parser)
{
    AuditOptions options{.json = parser.isSet(QStringLiteral("json")),
                         .follow = parser.isSet(QStringLiteral("follow"))};
    options.path = parser.value(QStringLiteral("file"));
    if (options.path.isEmpty()) {
        const auto configured = configuredOptions(parser);
        if (!configured)
            return fail(configured.error());
        options.path = auditFilePath(*configured);
    }
    if (options.path.isEmpty())
        return fail(QStringLiteral("the configuration turns the audit's file off"));
    options.filter.command = parser.value(QStringLiteral("command"));
    if (parser.isSet(QStringLiteral("since"))) {
        const auto since =
            readSince(parser.value(QStringLiteral("since")), QDateTime::currentMSecsSinceEpoch());
        if (!since)
            return fail(since.error());
        options.filter.since = *since;
    }
    if (parser.isSet(QStringLiteral("outcome"))) {
        const auto outcome = readOutcome(parser.value(QStringLiteral("outcome")));
        if (!outcome)
            return fail(outcome.error());
        options.filter.outcome = *outcome;
    }
    return options;
}

} // namespace

int runAudit(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(configOption());
    for (const char *flag : {"json", "follow"})
        parser.addOption(QCommandLineOption(QLatin1StringView(flag)));
    for (const char *valued : {"since", "command", "outcome", "file"})
        parser.addOption({QLatin1StringView(valued), QString(), QStringLiteral("VALUE")});
    if (!parser.parse(QStringList{QStringLiteral("audit")} + arguments) ||
        !parser.positionalArguments().isEmpty()) {
        std::fputs(usage, stderr);
        return ToolMisused;
    }
    const auto options = readOptions(parser);
    return options ? run(*options) : complain(options.error().description);
}

} // namespace ga

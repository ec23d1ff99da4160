// SPDX-License-Identifier: Apache-2.0
// Reads the audit's files, oldest first, and goes on with what is appended.
#include "cli/audit_command.h"

#include "app/audit_sinks.h"
#include "cli/audit_filter.h"
#include "cli/client_options.h"
#include "cli/owner_tool.h"
#include "client/terminal_text.h"
#include "policy/audit_file.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
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

// Whole lines only; the rest stays for later.
bool printRest(QFile &file, const AuditOptions &options)
{
    for (;;) {
        const qint64 start = file.pos();
        const QByteArray line = file.readLine();
        if (!line.endsWith('\n')) {
            file.seek(start);
            return true;
        }
        if (!printLine(line, options))
            return false;
    }
}

// Another file may have taken the name: the one that is read is then read to its end, and left.
int follow(const AuditOptions &options, std::unique_ptr<QFile> file)
{
    for (;;) {
        const bool replaced = !file->isOpen() || QFileInfo(options.path).size() < file->pos();
        if (!printRest(*file, options))
            return ToolFailed;
        if (replaced) {
            file = std::make_unique<QFile>(options.path);
            file->open(QIODevice::ReadOnly);
        }
        QThread::msleep(lookEvery);
    }
}

int run(const AuditOptions &options)
{
    auto file = std::make_unique<QFile>();
    const QStringList paths = AuditFile::all(options.path);
    if (paths.isEmpty() && !options.follow)
        return complain(QStringLiteral("there is no audit in '%1'").arg(options.path));
    for (const QString &path : paths) {
        file = std::make_unique<QFile>(path);
        if (!file->open(QIODevice::ReadOnly))
            return complain(QStringLiteral("can't read '%1': %2").arg(path, file->errorString()));
        if (!printRest(*file, options))
            return ToolFailed;
    }
    return options.follow ? follow(options, std::move(file)) : ToolDone;
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

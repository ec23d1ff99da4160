// SPDX-License-Identifier: Apache-2.0
// Makes the file's sink and the system log's.
#include "app/audit_sinks.h"

#include "app/log_line.h"
#include "platform/api/audit_log.h"
#include "platform/api/defaults.h"
#include "policy/audit_file.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ga {

namespace {

// "2026-11-20T17:04:05.250Z": the log's own time is when the record came to it, which may be long
// after.
QString isoTime(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs);
}

class LogSink : public AuditSink
{
public:
    explicit LogSink(std::unique_ptr<AuditLog> log)
        : m_log(std::move(log))
    {}

    bool write(const AuditRecord &record) override
    {
        const QString outcome = QLatin1StringView(wireName(record.outcome));
        const QString subject = printable(record.subject.value_or(QString()));
        const QString reason = printable(record.reason.value_or(QString()));
        QString message = record.command + QStringLiteral(": ") + outcome;
        if (!subject.isEmpty())
            message += QStringLiteral(" (%1)").arg(subject);
        if (record.times > 1)
            message += QStringLiteral(", %1 times").arg(record.times);
        if (!reason.isEmpty())
            message += QStringLiteral(": ") + reason;
        return m_log->write(message, record.outcome == ActivityOutcome::Refused,
                            {{"QTGA_TIME", isoTime(record.time)},
                             {"QTGA_NUMBER", QString::number(record.number)},
                             {"QTGA_COMMAND", record.command},
                             {"QTGA_OUTCOME", outcome},
                             {"QTGA_RISK", QLatin1StringView(wireName(record.risk))},
                             {"QTGA_CHANNEL", record.channel},
                             {"QTGA_SUBJECT", subject},
                             {"QTGA_REASON", reason},
                             {"QTGA_RULE", record.rule ? record.rule->key : QString()},
                             {"QTGA_DURATION_MSEC", QString::number(record.duration)},
                             {"QTGA_TIMES", QString::number(record.times)}});
    }

private:
    std::unique_ptr<AuditLog> m_log;
};

} // namespace

std::unique_ptr<AuditSink> logSink(std::unique_ptr<AuditLog> log)
{
    return std::make_unique<LogSink>(std::move(log));
}

QString auditFilePath(const Options &options)
{
    if (options.auditFile == QStringLiteral("none"))
        return {};
    return options.auditFile.value_or(platformDefaults().auditFile);
}

std::vector<std::unique_ptr<AuditSink>> auditSinks(const Options &options)
{
    std::vector<std::unique_ptr<AuditSink>> sinks;
    if (auto log = createAuditLog(QCoreApplication::applicationName()))
        sinks.push_back(logSink(std::move(log)));
    const QString path = auditFilePath(options);
    if (!path.isEmpty() && AuditFile::isPossible(path))
        sinks.push_back(std::make_unique<AuditFile>(path));
    return sinks;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// What of a request goes into the audit.
#include "policy/audit_record.h"

#include "policy/request_report.h"
#include "protocol/json_reader.h"

namespace ga {

namespace {

constexpr qsizetype longestText = 512;     // Characters of a subject or reason.
constexpr qsizetype longestLine = 1 << 16; // Bytes.
constexpr qsizetype longestWord = 16;      // Characters of what an error may repeat.

ActivityOutcome outcomeOf(const Error *error)
{
    if (!error)
        return ActivityOutcome::Ok;
    // The class of every refusal, be it by policy, pause or freeze.
    return error->errorClass == ErrorClass::CommandNotFound ? ActivityOutcome::Refused
                                                            : ActivityOutcome::Failed;
}

// What an argument says, and all that is in it.
void gatherTexts(const Value &value, const QString &subject, QStringList &texts)
{
    if (value.kind() == Value::Kind::String) {
        if (const QString text = value.toString(); text.size() > longestWord && text != subject)
            texts += text;
    } else if (value.kind() == Value::Kind::Array) {
        const QJsonArray elements = value.array();
        for (const QJsonValue &element : elements)
            gatherTexts(value.child(element), subject, texts);
    } else if (value.kind() == Value::Kind::Object) {
        const QJsonObject members = value.object();
        for (const QJsonValue &member : members)
            gatherTexts(value.child(member), subject, texts);
    }
}

// Without what every refusal begins with, and without what the host sent, which an error may
// repeat: a key, a program's argument.
QString reasonOf(const RequestReport &report, const QString &subject)
{
    const QString start = QStringLiteral("Command %1 has been disabled: ")
                              .arg(QLatin1StringView(report.command->name));
    QString text = report.error->description;
    if (text.startsWith(start))
        text.remove(0, start.size());
    QStringList sent;
    if (report.request.message)
        gatherTexts(report.request.arguments(), subject, sent);
    for (const QString &each : sent) {
        if (const qsizetype at = text.indexOf(each.left(longestText)); at >= 0)
            text.replace(at, each.size(), QStringLiteral("..."));
    }
    return text.left(longestText);
}

std::optional<QString> subjectOf(const RequestReport &report)
{
    if (!report.command->traits.subject)
        return std::nullopt;
    const Value arguments = report.request.arguments();
    const QJsonObject object = arguments.object();
    const auto found = object.constFind(QLatin1StringView(report.command->traits.subject));
    if (found == object.constEnd())
        return std::nullopt;
    const Value value = arguments.child(*found);
    if (value.kind() == Value::Kind::Integer)
        return QString::number(value.toInteger());
    if (value.kind() == Value::Kind::String)
        return value.toString().left(longestText);
    return std::nullopt;
}

} // namespace

bool isAudited(const RequestReport &report)
{
    if (!report.command)
        return false;
    const Risk risk = report.command->traits.risk;
    const bool observes = risk == Risk::Session || risk == Risk::Observe;
    return !observes || outcomeOf(report.error) == ActivityOutcome::Refused;
}

AuditRecord auditRecord(const RequestReport &report, qint64 now)
{
    const qint64 duration = report.duration.count();
    AuditRecord record{.time = now - duration,
                       .command = QLatin1StringView(report.command->name),
                       .risk = report.command->traits.risk,
                       .subject = subjectOf(report),
                       .outcome = outcomeOf(report.error),
                       .duration = duration};
    if (report.error)
        record.reason = reasonOf(report, record.subject.value_or(QString()));
    if (report.error && report.error->rule)
        record.rule = *report.error->rule;
    return record;
}

QByteArray encodeAuditLine(const AuditRecord &record)
{
    JsonWriter writer;
    Codec<AuditRecord>::encode(writer, record);
    return writer.take().append('\n');
}

Result<AuditRecord> decodeAuditLine(QByteArrayView line)
{
    Framer framer(longestLine);
    auto frames = framer.feed(line);
    if (frames.size() != 1)
        return fail(QStringLiteral("a line of the audit is one JSON object"));
    if (!frames.front())
        return fail(std::move(frames.front()).error());
    const auto message = readJson(*std::move(frames.front()));
    if (!message)
        return fail(message.error());
    return Codec<AuditRecord>::decode(Value(*message), Path{nullptr, "record"});
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// What of a request goes into the audit.
#include "policy/audit_record.h"

#include "policy/request_report.h"
#include "protocol/json_reader.h"

#include <algorithm>

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

// The longest first: one may be a part of another.
QStringList sentTexts(const RequestReport &report, const QString &subject)
{
    QStringList sent;
    if (report.request.message)
        gatherTexts(report.request.arguments(), subject, sent);
    std::sort(sent.begin(), sent.end(),
              [](const QString &one, const QString &other) { return one.size() > other.size(); });
    return sent;
}

// Without what the host sent, which a failure may repeat: a key, a program's argument. The end of a
// long text may be left out there.
QString failureReason(const RequestReport &report, const QString &subject)
{
    QString text = report.error->description;
    const auto sent = sentTexts(report, subject);
    for (const QString &each : sent) {
        const QString start = each.left(longestText);
        for (qsizetype at = text.indexOf(start); at >= 0; at = text.indexOf(start, at)) {
            text.replace(at, each.size(), QStringLiteral("..."));
            at += 3;
        }
    }
    return text.left(longestText);
}

// Without what every refusal begins with. None repeats what the host sent, which therefore can't
// blank the words of the owner's rule either, by sending them.
QString refusalReason(const RequestReport &report)
{
    const QString start = QStringLiteral("Command %1 has been disabled: ")
                              .arg(QLatin1StringView(report.command->name));
    const QString &text = report.error->description;
    return text.mid(text.startsWith(start) ? start.size() : 0, longestText);
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
        record.reason = record.outcome == ActivityOutcome::Refused
                            ? refusalReason(report)
                            : failureReason(report, record.subject.value_or(QString()));
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

// SPDX-License-Identifier: Apache-2.0
// Takes the findings of the JSON document: step, verdict, text and fix of each.
#include "model/doctor_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ga {

namespace {

DoctorResult resultOf(const QString &word)
{
    if (word == QStringLiteral("ok"))
        return DoctorResult::Ok;
    if (word == QStringLiteral("failure"))
        return DoctorResult::Failure;
    return word == QStringLiteral("warning") ? DoctorResult::Warning : DoctorResult::Unknown;
}

} // namespace

std::optional<QList<DoctorStep>> readDoctorReport(const QByteArray &json)
{
    const QJsonValue findings =
        QJsonDocument::fromJson(json).object().value(QStringLiteral("findings"));
    if (!findings.isArray())
        return std::nullopt;
    QList<DoctorStep> steps;
    for (const QJsonValue &value : findings.toArray()) {
        const QJsonObject finding = value.toObject();
        steps.append({finding.value(QStringLiteral("step")).toString(),
                      resultOf(finding.value(QStringLiteral("verdict")).toString()),
                      finding.value(QStringLiteral("text")).toString(),
                      finding.value(QStringLiteral("fix")).toString()});
    }
    return steps;
}

} // namespace ga

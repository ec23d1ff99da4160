// SPDX-License-Identifier: Apache-2.0
// Takes the findings of the JSON document: step, verdict, text and fix of each, and the words that
// these are made of.
#include "model/doctor_report.h"

#include "platform/api/sentence.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ga {

namespace {

constexpr qsizetype longestWords = 1000; // Characters; the doctor's own are much shorter.
constexpr qsizetype longestValue = 8192; // Characters.
constexpr qsizetype mostValues = 9;

DoctorResult resultOf(const QString &word)
{
    if (word == QStringLiteral("ok"))
        return DoctorResult::Ok;
    if (word == QStringLiteral("failure"))
        return DoctorResult::Failure;
    return word == QStringLiteral("warning") ? DoctorResult::Warning : DoctorResult::Unknown;
}

// The words themselves where there is no translation.
QString translated(const QString &words)
{
    if (words.size() > longestWords)
        return words;
    return QCoreApplication::translate("Doctor", words.toUtf8().constData());
}

std::optional<QStringList> readValues(const QJsonArray &array)
{
    if (array.size() > mostValues)
        return std::nullopt;
    QStringList values;
    for (const QJsonValue &value : array) {
        if (!value.isString() || value.toString().size() > longestValue)
            return std::nullopt;
        values += value.toString();
    }
    return values;
}

// How many values the words have places for.
qsizetype placesIn(const QString &words)
{
    for (qsizetype number = mostValues; number > 0; --number) {
        if (words.contains(u'%' + QString::number(number)))
            return number;
    }
    return 0;
}

// `part`: "text" or "fix".
QString sentenceOf(const QJsonObject &finding, const QString &part)
{
    const QJsonObject told = finding.value(QStringLiteral("words")).toObject();
    const QString words = told.value(part).toString();
    const QString translation = translated(words);
    const auto values = readValues(told.value(part + QStringLiteral("-values")).toArray());
    if (translation == words || !values || placesIn(translation) > values->size())
        return finding.value(part).toString();
    return filledIn(translation, *values);
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
        steps.append({translated(finding.value(QStringLiteral("step")).toString()),
                      resultOf(finding.value(QStringLiteral("verdict")).toString()),
                      sentenceOf(finding, QStringLiteral("text")),
                      sentenceOf(finding, QStringLiteral("fix"))});
    }
    return steps;
}

} // namespace ga

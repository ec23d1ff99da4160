// SPDX-License-Identifier: Apache-2.0
// Renders rows and types.
#include "cli/catalogue_text.h"

#include "commands/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ga {

namespace {

using Kind = TypeDescription::Kind;

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Integer:
        return QStringLiteral("integer");
    case Kind::Unsigned:
        return QStringLiteral("unsigned");
    case Kind::Number:
        return QStringLiteral("number");
    case Kind::Boolean:
        return QStringLiteral("boolean");
    case Kind::String:
        return QStringLiteral("string");
    case Kind::Base64:
        return QStringLiteral("base64");
    case Kind::Enum:
        return QStringLiteral("enum");
    case Kind::Alternate:
        return QStringLiteral("alternate");
    case Kind::Array:
        return QStringLiteral("array");
    case Kind::Object:
        break;
    }
    return QStringLiteral("object");
}

QString riskName(Risk risk)
{
    return QLatin1StringView(wireName(risk));
}

QJsonObject typeJson(const TypeDescription &type);

QJsonArray membersJson(const TypeDescription &type)
{
    QJsonArray members;
    for (const MemberDescription &member : type.members) {
        members.append(QJsonObject{{QStringLiteral("name"), member.name},
                                   {QStringLiteral("optional"), member.optional},
                                   {QStringLiteral("summary"), member.summary},
                                   {QStringLiteral("type"), typeJson(*member.type)}});
    }
    return members;
}

QJsonObject typeJson(const TypeDescription &type)
{
    QJsonObject json{{QStringLiteral("kind"), kindName(type.kind)}};
    if (!type.name.isEmpty())
        json.insert(QStringLiteral("name"), type.name);
    if (!type.values.isEmpty())
        json.insert(QStringLiteral("values"), QJsonArray::fromStringList(type.values));
    if (type.element)
        json.insert(QStringLiteral("element"), typeJson(*type.element));
    if (type.kind == Kind::Object)
        json.insert(QStringLiteral("members"), membersJson(type));
    QJsonArray alternatives;
    for (const TypePointer &alternative : type.alternatives)
        alternatives.append(typeJson(*alternative));
    if (!alternatives.isEmpty())
        json.insert(QStringLiteral("alternatives"), alternatives);
    return json;
}

// A type in a few words, as a person reads it: "list of object", "\"set\" | \"cur\" | \"end\"".
QString typeWords(const TypeDescription &type)
{
    switch (type.kind) {
    case Kind::Array:
        return QStringLiteral("list of ") + typeWords(*type.element);
    case Kind::Enum:
        return u'"' + type.values.join(QStringLiteral("\" | \"")) + u'"';
    case Kind::Alternate: {
        QStringList words;
        for (const TypePointer &alternative : type.alternatives)
            words.append(typeWords(*alternative));
        return words.join(QStringLiteral(" | "));
    }
    case Kind::Base64:
        return QStringLiteral("base64 string");
    case Kind::Unsigned:
        return QStringLiteral("unsigned integer");
    default:
        return kindName(type.kind);
    }
}

// The object whose members a reader wants to see: the type itself or what a list is of.
const TypeDescription *objectIn(const TypeDescription &type)
{
    const TypeDescription *inner = &type;
    while (inner->kind == Kind::Array)
        inner = inner->element.get();
    return inner->kind == Kind::Object && !inner->members.empty() ? inner : nullptr;
}

struct CommandTexts
{
    const Command &row;
    TypePointer arguments = row.describeArguments();
    TypePointer result = row.describeResult();

    QString name() const { return QString::fromUtf8(row.name); }
    QString summary() const { return QString::fromUtf8(row.summary) + u'.'; }
    bool returnsNothing() const { return result->kind == Kind::Object && result->members.empty(); }

    // The sentences about when it can be used and what it answers.
    QStringList remarks() const
    {
        QStringList words{QStringLiteral("Since %1; risk: %2.")
                              .arg(QString::fromUtf8(row.since), riskName(row.traits.risk))};
        if (row.traits.whenFrozen == WhenFrozen::Allow)
            words.append(QStringLiteral("Allowed while file systems are frozen."));
        if (row.traits.answer == Answer::OnlyErrors)
            words.append(QStringLiteral("Answers only when it fails."));
        return words;
    }
};

void appendMembers(QString &out, const TypeDescription &type, const QString &indent)
{
    for (const MemberDescription &member : type.members) {
        const QString optional = member.optional ? QStringLiteral(", optional") : QString();
        out += QStringLiteral("%1- `%2` (%3%4): %5\n")
                   .arg(indent, member.name, typeWords(*member.type), optional, member.summary);
        if (const TypeDescription *inner = objectIn(*member.type))
            appendMembers(out, *inner, indent + QStringLiteral("  "));
    }
}

void appendMarkdown(QString &out, const CommandTexts &command)
{
    out += QStringLiteral("\n## %1\n\n%2 %3\n")
               .arg(command.name(), command.summary(), command.remarks().join(u' '));
    if (!command.arguments->members.empty()) {
        out += QStringLiteral("\nArguments:\n\n");
        appendMembers(out, *command.arguments, QString());
    }
    if (command.returnsNothing())
        return;
    out += QStringLiteral("\nReturns: %1\n").arg(typeWords(*command.result));
    if (const TypeDescription *object = objectIn(*command.result)) {
        out += u'\n';
        appendMembers(out, *object, QString());
    }
}

QString manEscaped(QString text)
{
    return text.replace(u'\\', QStringLiteral("\\e"))
        .replace(u'-', QStringLiteral("\\-"))
        .replace(u'"', QStringLiteral("\\(dq"));
}

void appendManMembers(QString &out, const TypeDescription &type)
{
    out += QStringLiteral(".Bl -tag -width Ds -compact\n");
    for (const MemberDescription &member : type.members) {
        const QString optional = member.optional ? QStringLiteral(", optional") : QString();
        out += QStringLiteral(".It Va %1 Pq %2%3\n%4\n")
                   .arg(manEscaped(member.name), manEscaped(typeWords(*member.type)), optional,
                        manEscaped(member.summary));
        if (const TypeDescription *inner = objectIn(*member.type))
            appendManMembers(out, *inner);
    }
    out += QStringLiteral(".El\n");
}

void appendMan(QString &out, const CommandTexts &command)
{
    out += QStringLiteral(".Ss %1\n%2\n%3\n")
               .arg(manEscaped(command.name()), manEscaped(command.summary()),
                    manEscaped(command.remarks().join(u'\n')));
    if (!command.arguments->members.empty()) {
        out += QStringLiteral(".Pp\nArguments:\n");
        appendManMembers(out, *command.arguments);
    }
    if (command.returnsNothing())
        return;
    out += QStringLiteral(".Pp\nReturns: %1\n").arg(manEscaped(typeWords(*command.result)));
    if (const TypeDescription *object = objectIn(*command.result))
        appendManMembers(out, *object);
}

} // namespace

QByteArray catalogueJson()
{
    QJsonArray commands;
    for (const Command &row : catalogue()) {
        commands.append(QJsonObject{
            {QStringLiteral("name"), QString::fromUtf8(row.name)},
            {QStringLiteral("since"), QString::fromUtf8(row.since)},
            {QStringLiteral("summary"), QString::fromUtf8(row.summary)},
            {QStringLiteral("risk"), riskName(row.traits.risk)},
            {QStringLiteral("allowed-while-frozen"), row.traits.whenFrozen == WhenFrozen::Allow},
            {QStringLiteral("success-response"), row.traits.answer != Answer::OnlyErrors},
            {QStringLiteral("arguments"), membersJson(*row.describeArguments())},
            {QStringLiteral("returns"), typeJson(*row.describeResult())}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("commands"), commands}}).toJson();
}

QByteArray catalogueMarkdown()
{
    QString out = QStringLiteral(
        "# Commands\n\n"
        "Rendered from the catalogue by `qtga schema --format=markdown`; don't edit. Which of them "
        "a guest\n"
        "offers `guest-info` tells; the error of one that is off says why.\n");
    for (const Command &row : catalogue())
        appendMarkdown(out, {row});
    return out.toUtf8();
}

QByteArray catalogueMan()
{
    QString out = QStringLiteral(
        ".\\\" SPDX-License-Identifier: Apache-2.0\n"
        ".\\\" Rendered from the catalogue by \"qtga schema --format=man\"; don't edit.\n"
        ".Dd November 20, 2026\n"
        ".Dt QTGA-COMMANDS 7\n"
        ".Os\n"
        ".Sh NAME\n"
        ".Nm qtga-commands\n"
        ".Nd commands that the guest agent answers\n"
        ".Sh DESCRIPTION\n"
        "A host sends a command as one JSON object with the members\n"
        ".Va execute ,\n"
        ".Va arguments\n"
        "and, as it likes,\n"
        ".Va id ,\n"
        "and gets one line in return:\n"
        "an object with\n"
        ".Va return\n"
        "or\n"
        ".Va error .\n"
        "Which of the commands a guest offers\n"
        ".Ic guest-info\n"
        "tells; the error of one that is off says why.\n"
        ".Sh COMMANDS\n");
    for (const Command &row : catalogue())
        appendMan(out, {row});
    return out.toUtf8();
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Walks the value and its type side by side.
#include "client/json_text.h"

#include "client/terminal_text.h"
#include "protocol/base64.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <charconv>

namespace ga {

namespace {

using Kind = TypeDescription::Kind;

const char *const keyColour = "\033[36m";
const char *const stringColour = "\033[32m";
const char *const numberColour = "\033[33m";
const char *const wordColour = "\033[35m";
const char *const noColour = "\033[0m";

QByteArray quoted(const QString &text)
{
    QString out(u'"');
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += QStringLiteral("\\") + c;
        else if (c == u'\n')
            out += QStringLiteral("\\n");
        else if (c == u'\t')
            out += QStringLiteral("\\t");
        else if (isTreacherous(c))
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return (out + u'"').toUtf8();
}

// The shortest digits that stand for exactly this number.
QByteArray shortest(double number)
{
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return QByteArray(text.data(), end - text.data());
}

std::optional<QString> decodedText(const Value &value)
{
    const auto bytes = decodeBase64(Base64Text{value.toUtf8()});
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = bytes ? decode(*bytes) : QString();
    return bytes && !decode.hasError() ? std::optional(std::move(text)) : std::nullopt;
}

class Printer
{
public:
    explicit Printer(JsonStyle style)
        : m_style(style)
    {}

    void print(const Value &value, const TypeDescription *type);
    JsonText take() { return std::move(m_out); }

private:
    void printString(const Value &value, const TypeDescription *type);
    void printArray(const Value &value, const TypeDescription *type);
    void printObject(const Value &value, const TypeDescription *type);
    void printMember(const QString &name, const Value &value, const TypeDescription *type);
    void coloured(const char *colour, const QByteArray &text);
    void beginElement(bool first);
    void end(char closing);

    JsonStyle m_style;
    int m_depth = 0;
    QString m_member; // The one being printed.
    JsonText m_out;
};

void Printer::coloured(const char *colour, const QByteArray &text)
{
    if (m_style.colour)
        m_out.utf8.append(colour).append(text).append(noColour);
    else
        m_out.utf8.append(text);
}

void Printer::beginElement(bool first)
{
    if (!first)
        m_out.utf8.append(m_style.compact ? ", " : ",");
    if (!m_style.compact)
        m_out.utf8.append('\n').append(QByteArray(2 * m_depth, ' '));
}

void Printer::end(char closing)
{
    --m_depth;
    if (!m_style.compact)
        m_out.utf8.append('\n').append(QByteArray(2 * m_depth, ' '));
    m_out.utf8.append(closing);
}

void Printer::print(const Value &value, const TypeDescription *type)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return coloured(wordColour, "null");
    case Value::Kind::Bool:
        return coloured(wordColour, value.toBool() ? "true" : "false");
    case Value::Kind::Integer:
        return coloured(numberColour, QByteArray::number(value.toInteger()));
    case Value::Kind::Unsigned:
        return coloured(numberColour, QByteArray::number(value.toUnsigned()));
    case Value::Kind::Double:
        return coloured(numberColour, shortest(value.toDouble()));
    case Value::Kind::String:
        return printString(value, type);
    case Value::Kind::Array:
        return printArray(value, type && type->element ? type->element.get() : nullptr);
    case Value::Kind::Object:
        return printObject(value, type);
    }
}

void Printer::printString(const Value &value, const TypeDescription *type)
{
    if (m_style.decode && type && type->kind == Kind::Base64) {
        if (const auto text = decodedText(value))
            return coloured(stringColour, quoted(*text));
        m_out.encoded += m_member;
    }
    coloured(stringColour, quoted(value.toString()));
}

void Printer::printArray(const Value &value, const TypeDescription *element)
{
    const QJsonArray array = value.array();
    m_out.utf8.append('[');
    if (array.isEmpty()) {
        m_out.utf8.append(']');
        return;
    }
    ++m_depth;
    for (qsizetype i = 0; i < array.size(); ++i) {
        beginElement(i == 0);
        print(value.child(array.at(i)), element);
    }
    end(']');
}

void Printer::printObject(const Value &value, const TypeDescription *type)
{
    QJsonObject object = value.object();
    m_out.utf8.append('{');
    if (object.isEmpty()) {
        m_out.utf8.append('}');
        return;
    }
    ++m_depth;
    bool first = true;
    const auto printNext = [&](const QString &name, const QJsonValue &member,
                               const TypeDescription *memberType) {
        beginElement(std::exchange(first, false));
        printMember(name, value.child(member), memberType);
    };
    if (type) {
        for (const MemberDescription &member : type->members) {
            if (const QJsonValue known = object.take(member.name); !known.isUndefined())
                printNext(member.name, known, member.type.get());
        }
    }
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        printNext(it.key(), it.value(), nullptr);
    end('}');
}

void Printer::printMember(const QString &name, const Value &value, const TypeDescription *type)
{
    coloured(keyColour, quoted(name));
    m_out.utf8.append(": ");
    m_member = name;
    print(value, type);
}

} // namespace

JsonText jsonText(const Value &value, const TypeDescription *type, JsonStyle style)
{
    Printer printer(style);
    printer.print(value, type);
    return printer.take();
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The output side of the dialect (protocol.md, "Output format").
#include "protocol/json_writer.h"

#include "protocol/base64.h"

#include <QJsonArray>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <charconv>

namespace ga {

namespace {

constexpr char hexDigits[] = "0123456789ABCDEF";

void appendUnit(QByteArray &out, char16_t unit)
{
    const char escape[] = {'\\',
                           'u',
                           hexDigits[unit >> 12],
                           hexDigits[(unit >> 8) & 15],
                           hexDigits[(unit >> 4) & 15],
                           hexDigits[unit & 15]};
    out.append(escape, sizeof escape);
}

void appendEscaped(QByteArray &out, char16_t unit)
{
    switch (unit) {
    case '"':
        out.append("\\\"");
        return;
    case '\\':
        out.append("\\\\");
        return;
    case '\b':
        out.append("\\b");
        return;
    case '\f':
        out.append("\\f");
        return;
    case '\n':
        out.append("\\n");
        return;
    case '\r':
        out.append("\\r");
        return;
    case '\t':
        out.append("\\t");
        return;
    default:
        break;
    }
    if (unit < 0x20 || unit >= 0x7f)
        appendUnit(out, unit);
    else
        out.append(char(unit));
}

// Characters that QEMU's own reader refuses are never sent.
bool isNoncharacter(char32_t c)
{
    return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

// One UTF-16 unit that belongs to no pair.
char16_t presentable(char16_t unit)
{
    return QChar::isSurrogate(unit) || isNoncharacter(unit) ? u'\uFFFD' : unit;
}

void appendText(QByteArray &out, QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        const bool paired =
            unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (!paired) {
            appendEscaped(out, presentable(unit.unicode()));
        } else if (isNoncharacter(QChar::surrogateToUcs4(unit, text[++i]))) {
            appendUnit(out, u'\uFFFD');
        } else {
            appendUnit(out, unit.unicode());
            appendUnit(out, text[i].unicode());
        }
    }
}

bool isPlain(char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

} // namespace

void JsonWriter::separate()
{
    if (!m_first)
        m_out.append(", ");
    m_first = false;
}

void JsonWriter::beginObject()
{
    separate();
    m_out.append('{');
    m_first = true;
}

void JsonWriter::endObject()
{
    m_out.append('}');
    m_first = false;
}

void JsonWriter::beginArray()
{
    separate();
    m_out.append('[');
    m_first = true;
}

void JsonWriter::endArray()
{
    m_out.append(']');
    m_first = false;
}

void JsonWriter::key(QByteArrayView name)
{
    utf8(name);
    m_out.append(": ");
    m_first = true;
}

void JsonWriter::null()
{
    separate();
    m_out.append("null");
}

void JsonWriter::value(bool truth)
{
    separate();
    m_out.append(truth ? "true" : "false");
}

void JsonWriter::value(qint64 number)
{
    separate();
    m_out.append(QByteArray::number(number));
}

void JsonWriter::value(quint64 number)
{
    separate();
    m_out.append(QByteArray::number(number));
}

void JsonWriter::value(double number)
{
    separate();
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                   std::chars_format::general, 17)
                         .ptr;
    m_out.append(text.data(), end - text.data());
}

void JsonWriter::value(QStringView text)
{
    separate();
    m_out.append('"');
    appendText(m_out, text);
    m_out.append('"');
}

void JsonWriter::utf8(QByteArrayView text)
{
    const auto firstSpecial = std::find_if_not(text.begin(), text.end(), isPlain);
    if (firstSpecial ==
        text.end()) { // Nearly all strings are plain, and the long ones always: copy them whole.
        separate();
        m_out.append('"').append(text).append('"');
        return;
    }
    constexpr qsizetype chunk = 1 << 16; // Bounds the UTF-16 that a long string costs at a time.
    separate();
    m_out.append('"');
    QStringDecoder decode(QStringDecoder::Utf8);
    for (qsizetype at = 0; at < text.size(); at += chunk) {
        const QString part = decode(text.sliced(at, std::min(chunk, text.size() - at)));
        appendText(m_out, part);
    }
    m_out.append('"');
}

void JsonWriter::base64(QByteArrayView bytes)
{
    constexpr qsizetype behind =
        256; // For what follows in most replies, so that it costs no new allocation.
    separate();
    m_out.reserve(m_out.size() + (bytes.size() + 2) / 3 * 4 + behind);
    m_out.append('"');
    appendBase64(m_out, bytes);
    m_out.append('"');
}

void JsonWriter::value(const Value &parsed)
{
    switch (parsed.kind()) {
    case Value::Kind::Null:
        null();
        break;
    case Value::Kind::Bool:
        value(parsed.toBool());
        break;
    case Value::Kind::Integer:
        value(parsed.toInteger());
        break;
    case Value::Kind::Unsigned:
        value(parsed.toUnsigned());
        break;
    case Value::Kind::Double:
        value(parsed.toDouble());
        break;
    case Value::Kind::String:
        utf8(parsed.toUtf8());
        break;
    case Value::Kind::Array: {
        beginArray();
        const QJsonArray array = parsed.array();
        for (const QJsonValue &element : array)
            value(parsed.child(element));
        endArray();
        break;
    }
    case Value::Kind::Object: {
        beginObject();
        const QJsonObject object = parsed.object();
        for (auto it = object.begin(); it != object.end(); ++it) {
            key(it.key().toUtf8());
            value(parsed.child(it.value()));
        }
        endObject();
        break;
    }
    }
}

} // namespace ga

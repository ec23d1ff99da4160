// SPDX-License-Identifier: Apache-2.0
// Escapes and UTF-8 as the protocol has them (protocol.md, "JSON dialect").
#include "protocol/json_string.h"

#include <algorithm>
#include <optional>

namespace ga {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

tl::unexpected<Error> parseError(const QString &what)
{
    return fail(QStringLiteral("JSON parse error, ") + what);
}

bool isNoncharacter(char32_t c)
{
    return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

bool isSurrogate(char32_t c)
{
    return c >= 0xd800 && c <= 0xdfff;
}

void appendUtf8(QByteArray &out, char32_t c)
{
    if (c < 0x80) {
        out.append(char(c));
    } else if (c < 0x800) {
        out.append(char(0xc0 | c >> 6)).append(char(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        out.append(char(0xe0 | c >> 12))
            .append(char(0x80 | (c >> 6 & 0x3f)))
            .append(char(0x80 | (c & 0x3f)));
    } else {
        out.append(char(0xf0 | c >> 18)).append(char(0x80 | (c >> 12 & 0x3f)));
        out.append(char(0x80 | (c >> 6 & 0x3f))).append(char(0x80 | (c & 0x3f)));
    }
}

// Takes a token apart from left to right.
class Unescaper
{
public:
    explicit Unescaper(QByteArrayView body)
        : m_at(body.begin())
        , m_end(body.end())
    {}

    Result<QByteArray> run();

private:
    Result<Nothing> readEscape();
    Result<Nothing> readUnicodeEscape(const char *escape);
    Result<Nothing> readMultibyte();
    std::optional<char32_t> hexQuad();
    static std::optional<char> simpleEscape(char c);

    const char *m_at;
    const char *const m_end;
    QByteArray m_out;
};

Result<QByteArray> Unescaper::run()
{
    m_out.reserve(m_end - m_at);
    while (m_at != m_end) {
        const char *const special =
            std::find_if(m_at, m_end, [](char c) { return c == '\\' || quint8(c) >= 0x80; });
        m_out.append(m_at, special - m_at);
        m_at = special;
        if (m_at == m_end)
            break;
        if (auto read = *m_at == '\\' ? readEscape() : readMultibyte(); !read)
            return fail(std::move(read).error());
    }
    return std::move(m_out);
}

std::optional<char> Unescaper::simpleEscape(char c)
{
    switch (c) {
    case '"':
    case '\'':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return std::nullopt;
    }
}

Result<Nothing> Unescaper::readEscape()
{
    const char *const escape = m_at++;
    const char c = *m_at++; // The framer lets no string end behind a backslash.
    if (c == 'u')
        return readUnicodeEscape(escape);
    const auto simple = simpleEscape(c);
    if (!simple)
        return parseError(QStringLiteral("invalid escape sequence in string"));
    m_out.append(*simple);
    return Nothing{};
}

std::optional<char32_t> Unescaper::hexQuad()
{
    if (m_end - m_at < 4)
        return std::nullopt;
    bool valid = false;
    const QByteArray digits(m_at, 4);
    const bool plain =
        std::all_of(digits.begin(), digits.end(), [](char c) { return isxdigit(quint8(c)); });
    const ushort unit = digits.toUShort(&valid, 16);
    if (!plain || !valid)
        return std::nullopt;
    m_at += 4;
    return unit;
}

// `escape` is where its backslash stands. A short or broken one is shown with what stands in the
// digits' place.
Result<Nothing> Unescaper::readUnicodeEscape(const char *escape)
{
    const auto invalid = [escape](const char *end) {
        return parseError(QString::fromUtf8(escape, end - escape) +
                          QStringLiteral(" is not a valid Unicode character"));
    };
    auto character = hexQuad();
    if (!character)
        return invalid(std::min(escape + 6, m_end + 1)); // The closing quote, too, may stand there.
    const bool leading = *character >= 0xd800 && *character <= 0xdbff;
    if (leading && m_end - m_at >= 2 && m_at[0] == '\\' && m_at[1] == 'u') {
        const char *const second = m_at;
        m_at += 2;
        const auto trailing = hexQuad();
        if (trailing && *trailing >= 0xdc00 && *trailing <= 0xdfff)
            character = 0x10000 + ((*character & 0x3ff) << 10 | (*trailing & 0x3ff));
        else
            m_at = second;
    }
    if (isSurrogate(*character) || isNoncharacter(*character))
        return invalid(m_at);
    appendUtf8(m_out, *character);
    return Nothing{};
}

Result<Nothing> Unescaper::readMultibyte()
{
    const auto invalid = [] {
        return parseError(QStringLiteral("invalid UTF-8 sequence in string"));
    };
    const quint8 first = quint8(*m_at);
    const int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    if (length == 0 || first > 0xf7 || m_end - m_at < length)
        return invalid();
    char32_t character = first & (0xff >> (length + 1));
    for (int i = 1; i < length; ++i) {
        if ((quint8(m_at[i]) & 0xc0) != 0x80)
            return invalid();
        character = character << 6 | (quint8(m_at[i]) & 0x3f);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool modifiedNul = length == 2 && character == 0; // C0 80 is accepted as U+0000.
    if ((character < smallest[length] && !modifiedNul) || character > 0x10ffff ||
        isSurrogate(character) || isNoncharacter(character))
        return invalid();
    appendUtf8(m_out, character);
    m_at += length;
    return Nothing{};
}

} // namespace

Result<QByteArray> unescapeString(QByteArrayView token)
{
    const QByteArrayView body = token.sliced(1, token.size() - 2);
    const bool plain = std::none_of(body.begin(), body.end(),
                                    [](char c) { return c == '\\' || quint8(c) >= 0x80; });
    if (plain)
        return QByteArray::fromRawData(body.data(), body.size());
    return Unescaper(body).run();
}

void appendStrictString(QByteArray &out, QByteArrayView utf8)
{
    out.append('"');
    for (const char c : utf8) {
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (quint8(c) < 0x20)
            out.append("\\u00").append(hexDigits[c >> 4]).append(hexDigits[c & 15]);
        else
            out.append(c);
    }
    out.append('"');
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// A recursive descent over tokens; the framer's nesting limit bounds its depth.
#include "protocol/json_reader.h"

#include "protocol/json_string.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>

namespace ga {

namespace {

// Strings from this length on are lifted: shorter ones cost less as UTF-16 than as an entry of
// their own.
constexpr qsizetype liftFrom = 1024;

tl::unexpected<Error> parseError(const QString &what)
{
    return fail(QStringLiteral("JSON parse error, ") + what);
}

class Reader
{
public:
    explicit Reader(const Frame &frame)
        : m_frame(frame)
    {
        m_strict.reserve(qMin<qsizetype>(frame.text.size() + 16, 1 << 16));
    }

    Result<Nothing> readValue();
    const QByteArray &strict() const { return m_strict; }
    std::vector<Lifted> takeLifted() { return std::move(m_lifted); }

private:
    Result<Nothing> readObject();
    Result<Nothing> readMember(QSet<QByteArray> &names);
    Result<Nothing> readArray();
    Result<Nothing> readString(QByteArrayView token);
    Result<Nothing> readKeyword(QByteArrayView token);
    Result<Nothing> readNumber(QByteArrayView token);
    void lift(Lifted value);

    const Token *peek() const
    {
        return m_next < m_frame.tokens.size() ? &m_frame.tokens[m_next] : nullptr;
    }
    bool nextIs(Token::Type type) const { return peek() && peek()->type == type; }
    bool skip(Token::Type type);
    QByteArrayView textOf(const Token &token) const
    {
        return QByteArrayView(m_frame.text).sliced(token.offset, token.size);
    }

    const Frame &m_frame;
    size_t m_next = 0;
    QByteArray m_strict;
    std::vector<Lifted> m_lifted;
};

bool Reader::skip(Token::Type type)
{
    if (!nextIs(type))
        return false;
    ++m_next;
    return true;
}

void Reader::lift(Lifted value)
{
    m_strict.append("\"\\u0000")
        .append(QByteArray::number(qulonglong(m_lifted.size())))
        .append('"');
    m_lifted.push_back(std::move(value));
}

Result<Nothing> Reader::readValue()
{
    const Token *token = peek();
    if (!token)
        return parseError(QStringLiteral("premature EOI"));
    ++m_next;
    switch (token->type) {
    case Token::Type::OpenBrace:
        return readObject();
    case Token::Type::OpenBracket:
        return readArray();
    case Token::Type::String:
        return readString(textOf(*token));
    case Token::Type::Keyword:
        return readKeyword(textOf(*token));
    case Token::Type::Number:
        return readNumber(textOf(*token));
    default:
        return parseError(QStringLiteral("expecting value"));
    }
}

Result<Nothing> Reader::readObject()
{
    m_strict.append('{');
    QSet<QByteArray> names;
    if (!skip(Token::Type::CloseBrace)) {
        for (;;) {
            if (auto member = readMember(names); !member)
                return member;
            if (skip(Token::Type::CloseBrace))
                break;
            if (!skip(Token::Type::Comma))
                return parseError(peek() ? QStringLiteral("expected separator in dict")
                                         : QStringLiteral("premature EOI"));
            m_strict.append(',');
        }
    }
    m_strict.append('}');
    return Nothing{};
}

Result<Nothing> Reader::readMember(QSet<QByteArray> &names)
{
    const Token *token = peek();
    if (!token)
        return parseError(QStringLiteral("premature EOI"));
    if (token->type != Token::Type::String) { // What stands there is read as a value first, and its
                                              // own error comes first.
        const auto value = readValue();
        return value ? parseError(QStringLiteral("key is not a string in object")) : value;
    }
    ++m_next;
    auto name = unescapeString(textOf(*token));
    if (!name)
        return fail(std::move(name).error());
    if (!skip(Token::Type::Colon))
        return parseError(peek() ? QStringLiteral("missing : in object pair")
                                 : QStringLiteral("premature EOI"));
    appendStrictString(m_strict, *name);
    m_strict.append(':');
    if (auto value = readValue(); !value)
        return value;
    const qsizetype before = names.size();
    names.insert(*name);
    if (names.size() == before)
        return parseError(QStringLiteral("duplicate key"));
    return Nothing{};
}

Result<Nothing> Reader::readArray()
{
    m_strict.append('[');
    if (!skip(Token::Type::CloseBracket)) {
        for (;;) {
            if (auto element = readValue(); !element)
                return element;
            if (skip(Token::Type::CloseBracket))
                break;
            if (!skip(Token::Type::Comma))
                return parseError(peek() ? QStringLiteral("expected separator in list")
                                         : QStringLiteral("premature EOI"));
            m_strict.append(',');
        }
    }
    m_strict.append(']');
    return Nothing{};
}

Result<Nothing> Reader::readString(QByteArrayView token)
{
    auto utf8 = unescapeString(token);
    if (!utf8)
        return fail(std::move(utf8).error());
    if (utf8->size() >= liftFrom || utf8->startsWith('\0'))
        lift(LiftedString{*std::move(utf8)});
    else
        appendStrictString(m_strict, *utf8);
    return Nothing{};
}

Result<Nothing> Reader::readKeyword(QByteArrayView token)
{
    if (token != "true" && token != "false" && token != "null")
        return parseError(
            QStringLiteral("invalid keyword '%1'")
                .arg(QLatin1StringView(token.first(qMin<qsizetype>(token.size(), 1024)))));
    m_strict.append(token);
    return Nothing{};
}

// Integers that fit are left to QJsonDocument, which keeps 64 bits; the rest is lifted.
Result<Nothing> Reader::readNumber(QByteArrayView token)
{
    const char *const begin = token.begin();
    const char *const end = token.end();
    qint64 integer = 0;
    if (const auto [stop, error] = std::from_chars(begin, end, integer);
        error == std::errc() && stop == end) {
        m_strict.append(QByteArray::number(integer));
        return Nothing{};
    }
    quint64 large = 0;
    if (const auto [stop, error] = std::from_chars(begin, end, large);
        error == std::errc() && stop == end) {
        lift(large);
        return Nothing{};
    }
    double number = 0;
    if (const auto result = std::from_chars(begin, end, number);
        result.ec == std::errc::result_out_of_range) {
        // Too small is 0; too large is the largest there is, as JSON has no word for infinity.
        constexpr double largest = std::numeric_limits<double>::max();
        number =
            std::clamp(std::strtod(token.toByteArray().constData(), nullptr), -largest, largest);
    }
    lift(number);
    return Nothing{};
}

} // namespace

Result<Message> readJson(Frame frame)
{
    Reader reader(frame);
    if (auto value = reader.readValue(); !value)
        return fail(std::move(value).error());
    Message message;
    if (frame.tokens.front().type == Token::Type::OpenBrace) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(reader.strict(), &error);
        if (error.error != QJsonParseError::NoError) // Nothing is known that gets here; say so
                                                     // rather than misread.
            return parseError(error.errorString());
        message.root = document.object();
    }
    message.lifted = reader.takeLifted();
    message.text = std::move(frame.text);
    return message;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The lexical side of the dialect (protocol.md, "Framing" and "Lexical/parse errors and recovery").
#include "protocol/framer.h"

#include <algorithm>

namespace ga {

namespace {

// A token that is broken off is shown in the error; one of 64 MiB need not come back whole.
constexpr qsizetype strayLimit = 1024;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isKeywordLetter(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isControl(char c)
{
    return quint8(c) < 0x20;
}

// 0xFE and 0xFF, which never occur in UTF-8: clients send them to reset the parser.
bool isSentinel(char c)
{
    return quint8(c) >= 0xfe;
}

bool isPunctuation(char c)
{
    return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
}

bool endsRecovery(char c)
{
    return isPunctuation(c) || (isControl(c) && c != '\t') || isSentinel(c);
}

} // namespace

std::vector<Result<Frame>> Framer::feed(QByteArrayView bytes)
{
    std::vector<Result<Frame>> out;
    m_out = &out;
    const char *at = bytes.begin();
    const char *const end = bytes.end();
    while (at != end) {
        switch (m_state) {
        case State::Between:
            at = feedBetween(at);
            break;
        case State::String:
            at = feedString(at, end);
            break;
        case State::StringEscape:
            at = feedStringEscape(at);
            break;
        case State::Keyword:
            at = feedKeyword(at, end);
            break;
        case State::Recovery:
            at = feedRecovery(at, end);
            break;
        default:
            at = feedNumber(at);
            break;
        }
        if (m_frame.text.size() > m_sizeLimit)
            exceeded("JSON token size limit exceeded");
    }
    m_out = nullptr;
    return out;
}

const char *Framer::feedBetween(const char *at)
{
    const char c = *at;
    switch (c) {
    case '{':
        addPunctuation(Token::Type::OpenBrace, c);
        break;
    case '}':
        addPunctuation(Token::Type::CloseBrace, c);
        break;
    case '[':
        addPunctuation(Token::Type::OpenBracket, c);
        break;
    case ']':
        addPunctuation(Token::Type::CloseBracket, c);
        break;
    case ':':
        addPunctuation(Token::Type::Colon, c);
        break;
    case ',':
        addPunctuation(Token::Type::Comma, c);
        break;
    case '"':
    case '\'':
        m_quote = c;
        beginToken(State::String, c);
        break;
    case '-':
        beginToken(State::Minus, c);
        break;
    case '0':
        beginToken(State::Zero, c);
        break;
    default:
        if (isDigit(c)) {
            beginToken(State::Digits, c);
        } else if (isKeywordLetter(c)) {
            beginToken(State::Keyword, c);
        } else if (!isBlank(c)) {
            m_tokenBegin = m_frame.text.size();
            stray(c);
        }
    }
    return at + 1;
}

const char *Framer::feedString(const char *at, const char *end)
{
    const auto isSpecial = [quote = m_quote](char c) {
        return c == quote || c == '\\' || isControl(c) || isSentinel(c);
    };
    // No more than would exceed the limit, which is checked behind each step.
    const char *const bound =
        at + std::min<qsizetype>(end - at, m_sizeLimit + 1 - m_frame.text.size());
    const char *const special = std::find_if(at, bound, isSpecial);
    m_frame.text.append(at, special - at);
    if (special == bound)
        return bound;
    const char c = *special;
    if (isControl(c) || isSentinel(c)) {
        stray(c);
        return special + 1;
    }
    m_frame.text.append(c);
    if (c == '\\')
        m_state = State::StringEscape;
    else
        endToken(Token::Type::String);
    return special + 1;
}

const char *Framer::feedStringEscape(const char *at)
{
    if (isControl(*at) || isSentinel(*at)) {
        stray(*at);
    } else { // Whether it is an escape that exists is for the parser to say.
        m_frame.text.append(*at);
        m_state = State::String;
    }
    return at + 1;
}

const char *Framer::feedKeyword(const char *at, const char *end)
{
    const char *const bound =
        at + std::min<qsizetype>(end - at, m_sizeLimit + 1 - m_frame.text.size());
    const char *const other = std::find_if_not(at, bound, isKeywordLetter);
    m_frame.text.append(at, other - at);
    if (other != bound)
        endToken(Token::Type::Keyword);
    return other;
}

// The state behind `c` in a number; Between where the number has ended before it, Recovery where
// `c` breaks it.
Framer::State Framer::afterDigitOrPoint(char c) const
{
    const bool exponent = c == 'e' || c == 'E';
    switch (m_state) {
    case State::Minus:
        return c == '0' ? State::Zero : isDigit(c) ? State::Digits : State::Recovery;
    case State::Zero: // "0e0" is no number to QEMU: the zero ends before the e.
        return c == '.' ? State::Point : isDigit(c) ? State::Recovery : State::Between;
    case State::Digits:
        return c == '.'     ? State::Point
               : exponent   ? State::ExponentMark
               : isDigit(c) ? State::Digits
                            : State::Between;
    case State::Point:
        return isDigit(c) ? State::Fraction : State::Recovery;
    case State::Fraction:
        return exponent ? State::ExponentMark : isDigit(c) ? State::Fraction : State::Between;
    case State::ExponentMark:
        return c == '+' || c == '-' ? State::ExponentSign
               : isDigit(c)         ? State::Exponent
                                    : State::Recovery;
    case State::ExponentSign:
        return isDigit(c) ? State::Exponent : State::Recovery;
    default:
        return isDigit(c) ? State::Exponent : State::Between;
    }
}

const char *Framer::feedNumber(const char *at)
{
    const State next = afterDigitOrPoint(*at);
    if (next == State::Between) {
        endToken(Token::Type::Number);
        return at; // Not part of the number: read again.
    }
    if (next == State::Recovery) {
        stray(*at);
    } else {
        m_frame.text.append(*at);
        m_state = next;
    }
    return at + 1;
}

const char *Framer::feedRecovery(const char *at, const char *end)
{
    const char *const resume = std::find_if(at, end, endsRecovery);
    if (resume != end)
        m_state = State::Between;
    return resume;
}

void Framer::beginToken(State state, char c)
{
    m_tokenBegin = m_frame.text.size();
    m_frame.text.append(c);
    m_state = state;
}

void Framer::endToken(Token::Type type)
{
    m_state = State::Between;
    if (m_frame.tokens.size() >= tokenLimit) {
        exceeded("JSON token count limit exceeded");
        return;
    }
    m_frame.tokens.push_back(
        {type, quint32(m_tokenBegin), quint32(m_frame.text.size() - m_tokenBegin)});
    countNesting(type);
}

void Framer::addPunctuation(Token::Type type, char c)
{
    m_tokenBegin = m_frame.text.size();
    m_frame.text.append(c);
    endToken(type);
}

// A message is complete when nothing is open any more, or when more was closed than opened: the
// parser then says what is wrong.
void Framer::countNesting(Token::Type type)
{
    m_braces += (type == Token::Type::OpenBrace) - (type == Token::Type::CloseBrace);
    m_brackets += (type == Token::Type::OpenBracket) - (type == Token::Type::CloseBracket);
    if (m_braces + m_brackets > nestingLimit)
        exceeded("JSON nesting depth limit exceeded");
    else if (m_braces < 0 || m_brackets < 0 || (m_braces == 0 && m_brackets == 0))
        emitFrame();
}

void Framer::emitFrame()
{
    m_out->push_back(std::exchange(m_frame, {}));
    reset();
}

void Framer::stray(char offending)
{
    QByteArray token = m_frame.text.mid(m_tokenBegin, strayLimit);
    token.append(offending);
    if (const qsizetype nul = token.indexOf('\0'); nul >= 0)
        token.truncate(nul);
    m_out->push_back(
        fail(QStringLiteral("JSON parse error, stray '%1'").arg(QString::fromUtf8(token))));
    reset();
    m_state = State::Recovery;
}

void Framer::exceeded(const char *limit)
{
    m_out->push_back(fail(QString::fromLatin1(limit)));
    reset();
    m_state = State::Recovery;
}

void Framer::reset()
{
    m_frame = {};
    m_braces = 0;
    m_brackets = 0;
    m_state = State::Between;
}

} // namespace ga

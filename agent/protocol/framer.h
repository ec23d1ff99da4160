// SPDX-License-Identifier: Apache-2.0
// Framer: cuts the channel's bytes into messages, whatever pieces they arrive in.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace ga {

struct Token
{
    enum class Type : quint8 {
        OpenBrace,
        CloseBrace,
        OpenBracket,
        CloseBracket,
        Colon,
        Comma,
        Number,
        Keyword,
        String
    };

    Type type;
    quint32 offset; // In Frame::text.
    quint32 size;   // In bytes; a string's quotes included.
};

// One complete top-level value, as tokens. Blanks between them are gone.
struct Frame
{
    QByteArray text;
    std::vector<Token> tokens;
};

// A state machine over bytes: linear in its input, its memory bounded by the protocol's limits.
// What is half read survives between calls, and so from one client to the next (protocol.md,
// "Framing"). A lexical error or an exceeded limit drops what was collected; reading goes on at the
// next byte that can begin something.
class Framer
{
public:
    static constexpr qsizetype requestLimit = 64 << 20; // Bytes of all tokens of one request.
    static constexpr size_t tokenLimit = 2 << 20;       // Tokens of one message.
    static constexpr int nestingLimit = 1024;           // Objects and arrays inside each other.

    // `sizeLimit` is in bytes of all tokens of one message.
    explicit Framer(qsizetype sizeLimit = requestLimit)
        : m_sizeLimit(sizeLimit)
    {}

    // Each message or error that these bytes complete, in order.
    std::vector<Result<Frame>> feed(QByteArrayView bytes);

private:
    enum class State {
        Between, // No token begun.
        String,
        StringEscape,
        Keyword,
        Minus,
        Zero,
        Digits,
        Point,
        Fraction,
        ExponentMark,
        ExponentSign,
        Exponent,
        Recovery, // Behind a lexical error.
    };

    const char *feedBetween(const char *at);
    const char *feedString(const char *at, const char *end);
    const char *feedStringEscape(const char *at);
    const char *feedKeyword(const char *at, const char *end);
    const char *feedNumber(const char *at);
    const char *feedRecovery(const char *at, const char *end);
    State afterDigitOrPoint(char c) const;

    void beginToken(State state, char c);
    void endToken(Token::Type type);
    void addPunctuation(Token::Type type, char c);
    void countNesting(Token::Type type);
    void emitFrame();
    void stray(char offending);
    void exceeded(const char *limit);
    void reset();

    qsizetype m_sizeLimit;
    State m_state = State::Between;
    char m_quote = '"';
    qsizetype m_tokenBegin = 0;
    int m_braces = 0;
    int m_brackets = 0;
    Frame m_frame;
    std::vector<Result<Frame>> *m_out = nullptr;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Decodes four characters at a time by table: this is the hot path of writing files.
#include "protocol/base64.h"

#include <array>

namespace ga {

namespace {

enum Class : quint8 { Skip = 64, Padding = 65, Invalid = 66 };

constexpr std::array<quint8, 256> makeTable()
{
    std::array<quint8, 256> table{};
    table.fill(Invalid);
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (quint8 i = 0; i < 64; ++i)
        table[quint8(alphabet[i])] = i;
    table[quint8('\n')] = Skip;
    table[quint8('=')] = Padding;
    return table;
}

constexpr auto table = makeTable();

// Decodes into a buffer that is large enough. Groups of four characters; a group's second and third
// byte are left out where '=' stands in its third and fourth place, whatever stands behind it.
class Decoder
{
public:
    explicit Decoder(char *out)
        : m_out(out)
    {}

    // The common case, whole groups without padding or line breaks: returns where it ends.
    const char *decodePlainGroups(const char *in, const char *end)
    {
        while (m_collected == 0 && end - in >= 4) {
            const quint8 a = table[quint8(in[0])];
            const quint8 b = table[quint8(in[1])];
            const quint8 c = table[quint8(in[2])];
            const quint8 d = table[quint8(in[3])];
            if ((a | b | c | d) >= Skip)
                break;
            *m_out++ = char(a << 2 | b >> 4);
            *m_out++ = char(b << 4 | c >> 2);
            *m_out++ = char(c << 6 | d);
            in += 4;
        }
        return in;
    }

    // Returns false for a character that base64 doesn't have.
    bool decodeCharacter(char character)
    {
        const quint8 digit = table[quint8(character)];
        if (digit == Invalid)
            return false;
        if (digit != Skip) {
            m_group[m_collected++] = digit;
            if (m_collected == m_group.size())
                finishGroup();
        }
        return true;
    }

    const char *end() const { return m_out; }

private:
    void finishGroup()
    {
        const auto bits = [this](size_t i) { return m_group[i] == Padding ? 0 : m_group[i]; };
        *m_out++ = char(bits(0) << 2 | bits(1) >> 4);
        if (m_group[2] != Padding)
            *m_out++ = char(bits(1) << 4 | bits(2) >> 2);
        if (m_group[3] != Padding)
            *m_out++ = char(bits(2) << 6 | bits(3));
        m_collected = 0;
    }

    char *m_out;
    std::array<quint8, 4> m_group{};
    size_t m_collected = 0;
};

} // namespace

Result<QByteArray> decodeBase64(const Base64Text &encoded)
{
    const QByteArray &text = encoded.text;
    QByteArray bytes(text.size() / 4 * 3, Qt::Uninitialized);
    Decoder decoder(bytes.data());
    const char *in = text.constData();
    const char *const end = in + text.size();
    while ((in = decoder.decodePlainGroups(in, end)) != end) {
        if (!decoder.decodeCharacter(*in++))
            return fail(QStringLiteral("Base64 data contains invalid characters"));
    }
    bytes.truncate(decoder.end() - bytes.constData());
    return bytes;
}

} // namespace ga

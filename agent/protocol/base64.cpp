// SPDX-License-Identifier: Apache-2.0
// By table, four characters at a time one way and three bytes at a time the other: this is the hot
// path of moving files.
#include "protocol/base64.h"

#include <array>
#include <cstring>

namespace ga {

namespace {

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

enum Class : quint8 { Skip = 64, Padding = 65, Invalid = 66 };

constexpr std::array<quint8, 256> makeTable()
{
    std::array<quint8, 256> table{};
    table.fill(Invalid);
    for (quint8 i = 0; i < 64; ++i)
        table[quint8(alphabet[i])] = i;
    table[quint8('\n')] = Skip;
    table[quint8('=')] = Padding;
    return table;
}

constexpr auto table = makeTable();

// Twelve bits at a time: two characters.
constexpr auto makePairs()
{
    std::array<std::array<char, 2>, 4096> pairs{};
    for (size_t i = 0; i < pairs.size(); ++i)
        pairs[i] = {alphabet[i >> 6], alphabet[i & 63]};
    return pairs;
}

constexpr auto pairs = makePairs();

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

void appendBase64(QByteArray &out, QByteArrayView bytes)
{
    const qsizetype before = out.size();
    out.resize(before + (bytes.size() + 2) / 3 * 4);
    char *to = out.data() + before;
    const auto *from = reinterpret_cast<const uchar *>(bytes.data());
    qsizetype left = bytes.size();
    for (; left >= 3; left -= 3, from += 3, to += 4) {
        const quint32 group = quint32(from[0]) << 16 | quint32(from[1]) << 8 | from[2];
        std::memcpy(to, pairs[group >> 12].data(), 2);
        std::memcpy(to + 2, pairs[group & 4095].data(), 2);
    }
    if (left == 0)
        return;
    const quint32 group = quint32(from[0]) << 16 | (left == 2 ? quint32(from[1]) << 8 : 0);
    std::memcpy(to, pairs[group >> 12].data(), 2);
    to[2] = left == 2 ? alphabet[group >> 6 & 63] : '=';
    to[3] = '=';
}

} // namespace ga

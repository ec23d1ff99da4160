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

} // namespace

Result<QByteArray> decodeBase64(const Base64Text &encoded)
{
    const QByteArray &text = encoded.text;
    QByteArray bytes(text.size() / 4 * 3 + 3, Qt::Uninitialized);
    char *out = bytes.data();
    const char *in = text.constData();
    const char *const end = in + text.size();

    quint32 group = 0;
    int collected = 0; // Characters of the group, padding included.
    int padding = 0;
    const auto emitGroup = [&] {
        *out++ = char(group >> 16);
        if (padding < 2)
            *out++ = char(group >> 8);
        if (padding < 1)
            *out++ = char(group);
        group = 0;
        collected = padding = 0;
    };

    while (in != end) {
        if (collected == 0) {
            while (end - in >= 4) { // The common case: whole groups without padding or line breaks.
                const quint8 a = table[quint8(in[0])], b = table[quint8(in[1])],
                             c = table[quint8(in[2])], d = table[quint8(in[3])];
                if ((a | b | c | d) >= Skip)
                    break;
                *out++ = char(a << 2 | b >> 4);
                *out++ = char(b << 4 | c >> 2);
                *out++ = char(c << 6 | d);
                in += 4;
            }
            if (in == end)
                break;
        }
        const quint8 digit = table[quint8(*in++)];
        if (digit == Invalid)
            return fail(QStringLiteral("Base64 data contains invalid characters"));
        if (digit == Skip)
            continue;
        padding += digit == Padding;
        group = group << 6 | (digit == Padding ? 0u : digit);
        if (++collected == 4)
            emitGroup();
    }
    bytes.truncate(out - bytes.constData());
    return bytes;
}

} // namespace ga

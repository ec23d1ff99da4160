// SPDX-License-Identifier: Apache-2.0
// Controls and the marks of bidirectional text.
#include "client/terminal_text.h"

namespace ga {

bool isTreacherous(QChar c)
{
    const char16_t unit = c.unicode();
    const bool control = unit < 0x20 || (unit >= 0x7f && unit < 0xa0);
    const bool direction = unit == 0x61c || unit == 0x200e || unit == 0x200f ||
                           (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069);
    const bool line = unit == 0x2028 || unit == 0x2029;
    return control || direction || line;
}

QString terminalText(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text.trimmed()) {
        if (c == u'\n' || c == u'\r' || c == u'\t')
            out += u' ';
        else if (isTreacherous(c))
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The rules of "Parsing C++ command-line arguments" in Microsoft's documentation, the other way.
#include "platform/windows/system/command_line_words.h"

#include <algorithm>

namespace ga {

namespace {

bool needsQuotes(const QString &word)
{
    return word.isEmpty() || std::any_of(word.begin(), word.end(), [](QChar c) {
               return c.isSpace() || c == u'"';
           });
}

// Backslashes are themselves, unless a quotation mark follows them.
QString quoted(const QString &word)
{
    QString result = QStringLiteral("\"");
    qsizetype backslashes = 0;
    for (const QChar character : word) {
        if (character == u'"')
            result += QString(backslashes + 1, u'\\');
        backslashes = character == u'\\' ? backslashes + 1 : 0;
        result += character;
    }
    return result + QString(backslashes, u'\\') + u'"';
}

} // namespace

QString commandLineOf(const QStringList &words)
{
    QStringList parts;
    for (const QString &word : words)
        parts += needsQuotes(word) ? quoted(word) : word;
    return parts.join(u' ');
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// QString::arg() would take a call for each value, and the second fill in what the first brought.
#include "platform/api/sentence.h"

#include <utility>

namespace ga {

QString filledIn(const QString &words, const QStringList &values)
{
    QString text;
    for (qsizetype at = 0; at < words.size(); ++at) {
        const bool isPlace = words[at] == u'%' && at + 1 < words.size();
        const qsizetype number = isPlace ? words[at + 1].unicode() - u'0' : 0;
        if (number < 1 || number > qMin<qsizetype>(9, values.size())) {
            text += words[at];
            continue;
        }
        text += values[number - 1];
        ++at;
    }
    return text;
}

Sentence::Sentence(const char *marked, QStringList put)
    : words(marked)
    , values(std::move(put))
{}

Sentence Sentence::quoted(const QString &text)
{
    return {"%1", {text}};
}

} // namespace ga

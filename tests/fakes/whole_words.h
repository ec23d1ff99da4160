// SPDX-License-Identifier: Apache-2.0
// Whether a translator has all of what a finding says.
#pragma once

#include "cli/told_finding.h"

#include <QRegularExpression>
#include <QSet>

namespace ga::test {

inline bool hasWholeWords(const QString &words, const QStringList &values, const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%\\d"));
    QSet<QString> places;
    for (const QRegularExpressionMatch &match : place.globalMatch(words))
        places.insert(match.captured());
    QSet<QString> wanted;
    for (qsizetype number = 1; number <= values.size(); ++number)
        wanted.insert(u'%' + QString::number(number));
    return places == wanted && filledIn(words, values) == text;
}

// The words with their values say what its text and its fix say; a place for each value, and a
// value for each place.
inline bool hasWholeWords(const Finding &finding)
{
    const ToldFinding said = told(finding);
    const FindingWords &words = said.words;
    return hasWholeWords(words.text, words.textValues, said.text) &&
           hasWholeWords(words.fix.value_or(QString()), words.fixValues.value_or(QStringList()),
                         said.fix.value_or(QString()));
}

} // namespace ga::test

// SPDX-License-Identifier: Apache-2.0
// Sentence: words and what is put into them apart, so that another program can tell it in the
// user's language.
#pragma once

#include <QString>
#include <QStringList>

namespace ga {

// `words` with %1 to %9 replaced by the first to the ninth of `values`. In one pass: a %1 that a
// value has in it stays, as does a place that has no value.
QString filledIn(const QString &words, const QStringList &values);

struct Sentence
{
    // Of a literal that is marked with QT_TRANSLATE_NOOP("Doctor", ...), and what is put into it.
    Sentence(const char *marked, QStringList put = {});

    // Said by another: a system's error, what the agent tells.
    static Sentence quoted(const QString &text);

    QString text() const { return filledIn(QString::fromUtf8(words), values); } // In English.

    const char *words; // Never freed.
    QStringList values;
};

} // namespace ga

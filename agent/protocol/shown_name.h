// SPDX-License-Identifier: Apache-2.0
// A name that the host gave, as errors show it.
#pragma once

#include <QByteArray>
#include <QString>

namespace ga {

constexpr qsizetype shownNameLimit = 16 * 1024; // UTF-16 units.

// One of 64 MiB need not come back whole: it would be in memory several times over.
inline QString shownName(const QString &name)
{
    return name.size() <= shownNameLimit ? name : name.first(shownNameLimit) + QChar(0x2026);
}

// The same of UTF-8, of which no more is converted than is shown.
inline QString shownName(const QByteArray &utf8)
{
    constexpr qsizetype enough = 4 * (shownNameLimit + 1); // No unit takes more bytes.
    return shownName(QString::fromUtf8(QByteArrayView(utf8).first(qMin(utf8.size(), enough))));
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Checks that a text can be handed to the system whole: the system's texts end at the first NUL
// character.
#pragma once

#include "protocol/codec.h"

namespace ga {

// Error: "Parameter 'x' contains a NUL character".
inline Result<Nothing> checkCString(const QString &text, const Path &path)
{
    if (text.contains(QChar(0)))
        return fail(QStringLiteral("Parameter '%1' contains a NUL character").arg(path.toString()));
    return Nothing{};
}

// As above, for a list: the error names the element, "x[1]".
inline Result<Nothing> checkCStrings(const QList<QString> &texts, const Path &path)
{
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (auto usable = checkCString(texts[i], Path{&path, nullptr, i}); !usable)
            return usable;
    }
    return Nothing{};
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Whether a path lies beneath a directory, by their names alone.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace ga {

// What is left of `path` behind `directory`, "." for the directory itself; nothing where it doesn't
// begin with it or leads out of it again. Both are absolute. Links are for whoever opens it.
inline std::optional<QString> pathBeneath(const QString &path, const QString &directory)
{
    const auto parts = [](const QString &text) {
        QStringList list = text.split(u'/', Qt::SkipEmptyParts);
        list.removeAll(QStringLiteral("."));
        return list;
    };
    const QStringList whole = parts(path);
    const QStringList start = parts(directory);
    if (!path.startsWith(u'/') || whole.mid(0, start.size()) != start)
        return std::nullopt;
    qsizetype depth = 0;
    const QStringList rest = whole.mid(start.size());
    for (const QString &part : rest) {
        depth += part == u".." ? -1 : 1;
        if (depth < 0)
            return std::nullopt;
    }
    return rest.isEmpty() ? QStringLiteral(".") : rest.join(u'/');
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Compares name by name.
#include "platform/api/path_scope.h"

#include <QStringList>

#include <algorithm>

namespace ga {

namespace {

enum class Root { None, Slash, Drive, Server };

bool isSlash(QChar letter)
{
    return letter == u'/' || letter == u'\\';
}

bool beginsWithDrive(const QString &path)
{
    return path.size() >= 3 && path[0].isLetter() && path[1] == u':' && isSlash(path[2]);
}

Root rootOf(const QString &path)
{
    if (beginsWithDrive(path))
        return Root::Drive;
    if (path.startsWith(u"\\\\"))
        return Root::Server;
    return path.startsWith(u'/') ? Root::Slash : Root::None;
}

// As the directory's own system parts it.
QStringList namesOf(QString path, Root root)
{
    if (root != Root::Slash)
        path.replace(u'\\', u'/');
    QStringList list = path.split(u'/', Qt::SkipEmptyParts);
    list.removeAll(QStringLiteral("."));
    return list;
}

// A server's name may be written with either slash.
bool beginsAs(const QString &path, Root root)
{
    if (root == Root::Server)
        return path.size() >= 2 && isSlash(path[0]) && isSlash(path[1]);
    return rootOf(path) == root && root != Root::None;
}

} // namespace

std::optional<QString> pathBeneath(const QString &path, const QString &directory)
{
    const Root root = rootOf(directory);
    if (!beginsAs(path, root))
        return std::nullopt;
    const Qt::CaseSensitivity sensitivity =
        root == Root::Slash ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const QStringList whole = namesOf(path, root);
    const QStringList start = namesOf(directory, root);
    const bool begins = std::equal(
        start.begin(), start.end(), whole.begin(),
        whole.begin() + std::min(start.size(), whole.size()),
        [&](const QString &a, const QString &b) { return a.compare(b, sensitivity) == 0; });
    if (!begins)
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

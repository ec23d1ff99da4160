// SPDX-License-Identifier: Apache-2.0
// The name spaces of Windows ("Naming Files, Paths, and Namespaces" in Microsoft's documentation).
#include "platform/windows/channel/channel_names.h"

#include <algorithm>

namespace ga {

QString devicePath(const QString &path)
{
    const auto isName = [](QChar c) { return c != u'\\' && c != u'/' && c != u':'; };
    const bool isBare = !path.isEmpty() && std::all_of(path.begin(), path.end(), isName);
    return isBare ? QStringLiteral("\\\\.\\") + path : path;
}

Result<QString> pipePath(const QString &path)
{
    const QString prefix = QStringLiteral("\\\\.\\pipe\\");
    QString native = path;
    native.replace(u'/', u'\\');
    constexpr qsizetype longest = 256; // Characters (CreateNamedPipe).
    const bool isPipe = native.startsWith(prefix, Qt::CaseInsensitive) &&
                        native.size() > prefix.size() && native.size() <= longest &&
                        !native.mid(prefix.size()).contains(u'\\');
    if (!isPipe)
        return fail(QStringLiteral("error parsing address '%1'").arg(path));
    return native;
}

} // namespace ga

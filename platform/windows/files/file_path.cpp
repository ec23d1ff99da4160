// SPDX-License-Identifier: Apache-2.0
// "Maximum Path Length Limitation" of Microsoft's documentation.
#include "platform/windows/files/file_path.h"

namespace ga {

QString openablePath(const QString &fullPath)
{
    constexpr qsizetype tooLong = 260; // MAX_PATH counts the zero at the end.
    const bool isDevice =
        fullPath.startsWith(u"\\\\.\\") || fullPath.startsWith(u"\\\\?\\");
    if (fullPath.size() < tooLong || isDevice)
        return fullPath;
    if (fullPath.startsWith(u"\\\\"))
        return QStringLiteral("\\\\?\\UNC\\") + fullPath.mid(2);
    return QStringLiteral("\\\\?\\") + fullPath;
}

} // namespace ga

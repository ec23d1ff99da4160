// SPDX-License-Identifier: Apache-2.0
// Names are compared as bytes, patterns by fnmatch(3) with `*` crossing slashes.
#include "platform/linux/freeze/freeze_selection.h"

#include "platform/linux/system/sysfs_tree.h"

#include <QFile>

#include <algorithm>
#include <fnmatch.h>

namespace ga {

namespace {

bool matchesAny(const QList<QString> &patterns, const QByteArray &name)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](const QString &pattern) {
        return ::fnmatch(QFile::encodeName(pattern).constData(), name.constData(), 0) == 0;
    });
}

QByteArray withoutSlashAtEnd(QByteArray path)
{
    while (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    return path;
}

} // namespace

bool isExcluded(const LocalFileSystem &fileSystem, const FreezeExclusions &exclusions)
{
    return matchesAny(exclusions.mountpoints, fileSystem.directory) ||
           matchesAny(exclusions.types, fileSystem.type) ||
           matchesAny(exclusions.devices, fileSystem.source) ||
           matchesAny(exclusions.devices, SysfsTree::resolve(fileSystem.source)) ||
           matchesAny(exclusions.devices, fileSystem.device.text());
}

bool isNamed(const LocalFileSystem &fileSystem, const std::optional<QList<QString>> &mountpoints)
{
    if (!mountpoints)
        return true;
    return std::any_of(fileSystem.mounts.begin(), fileSystem.mounts.end(), [&](const Mount &mount) {
        return std::any_of(mountpoints->begin(), mountpoints->end(), [&](const QString &name) {
            return withoutSlashAtEnd(QFile::encodeName(name)) == mount.directory;
        });
    });
}

bool isServedByAProgram(const LocalFileSystem &fileSystem)
{
    return fileSystem.type == "fuse" || fileSystem.type == "fuseblk" ||
           fileSystem.type.startsWith("fuse.") || fileSystem.type.startsWith("fuseblk.");
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// How Windows' volumes become what guest-get-fsinfo tells.
#include "platform/windows/disks/file_system_list.h"

#include "platform/windows/disks/disk_list.h"

#include <algorithm>

namespace ga {

namespace {

// A disk that only its number is known of is told by that.
DiskAddress addressOf(quint32 number, const QList<PhysicalDisk> &disks)
{
    const auto found = std::find_if(disks.begin(), disks.end(), [&](const PhysicalDisk &disk) {
        return disk.number == number;
    });
    PhysicalDisk unknown;
    unknown.number = number;
    return diskAddress(found == disks.end() ? unknown : *found);
}

FileSystemInfo describe(const Volume &volume, const QList<PhysicalDisk> &disks)
{
    FileSystemInfo info;
    info.name = volume.name;
    info.mountpoint = volume.mountpoint();
    if (info.mountpoint.isEmpty())
        info.mountpoint = QStringLiteral("System Reserved");
    info.type = volume.type;
    if (volume.totalBytes && volume.freeBytes) {
        info.totalBytes = volume.totalBytes;
        info.usedBytes = *volume.totalBytes - std::min(*volume.freeBytes, *volume.totalBytes);
    }
    for (const quint32 disk : volume.disks)
        info.disk.append(addressOf(disk, disks));
    return info;
}

} // namespace

QList<FileSystemInfo> fileSystemList(const QList<Volume> &volumes, const QList<PhysicalDisk> &disks)
{
    QList<FileSystemInfo> list;
    for (const Volume &volume : volumes) {
        if (!volume.type.isEmpty())
            list.append(describe(volume, disks));
    }
    return list;
}

} // namespace ga

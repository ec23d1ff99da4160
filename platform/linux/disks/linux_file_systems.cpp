// SPDX-License-Identifier: Apache-2.0
// One entry for each local file system of the mount table.
#include "platform/linux/disks/linux_file_systems.h"

#include "platform/linux/disks/disk_address.h"
#include "platform/linux/mounts/mount_access.h"

#include <QFile>

#include <fcntl.h>
#include <sys/statvfs.h>

namespace ga {

namespace {

void setSizes(FileSystemInfo &info, const LocalFileSystem &fileSystem)
{
    const auto directory = openFileSystem(fileSystem, O_PATH);
    struct statvfs status = {};
    if (!directory || ::fstatvfs(directory->number(), &status) != 0)
        return;
    const quint64 blockSize = status.f_frsize;
    info.usedBytes = (status.f_blocks - status.f_bfree) * blockSize;
    info.totalBytes = *info.usedBytes + status.f_bavail * blockSize;
    info.totalBytesPrivileged = status.f_blocks * blockSize;
}

} // namespace

FileSystemInfo LinuxFileSystems::describe(const LocalFileSystem &fileSystem) const
{
    const QByteArray directory = m_sysfs.directoryOf(fileSystem.device);
    FileSystemInfo info{.name = QFile::decodeName(directory.isEmpty() ? fileSystem.device.text()
                                                                      : baseName(directory)),
                        .mountpoint = QFile::decodeName(fileSystem.directory),
                        .type = QString::fromUtf8(fileSystem.type),
                        .disk = diskAddressesBelow(m_sysfs, directory, *m_properties)};
    setSizes(info, fileSystem);
    return info;
}

Result<QList<FileSystemInfo>> LinuxFileSystems::list()
{
    const auto mounts = m_mounts->read();
    if (!mounts)
        return fail(mounts.error());
    const QList<LocalFileSystem> fileSystems = localFileSystems(*mounts, m_lookup);
    QList<FileSystemInfo> infos;
    for (auto fileSystem = fileSystems.rbegin(); fileSystem != fileSystems.rend(); ++fileSystem)
        infos.append(describe(*fileSystem));
    return infos;
}

} // namespace ga

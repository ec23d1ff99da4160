// SPDX-License-Identifier: Apache-2.0
// The disks and file systems of a Windows guest.
#include "platform/windows/disks/windows_disks.h"

#include "platform/windows/disks/disk_list.h"
#include "platform/windows/disks/file_system_list.h"
#include "platform/windows/disks/read_disks.h"
#include "platform/windows/volumes/read_volumes.h"

namespace ga {

Result<QList<DiskInfo>> WindowsDisks::list()
{
    return readDisks(DiskDetail::Health).map(&diskList);
}

// Where the disks can't be listed, volumes are told with their disks' numbers.
Result<QList<FileSystemInfo>> WindowsFileSystems::list()
{
    return readVolumes().map([](const QList<Volume> &volumes) {
        return fileSystemList(volumes,
                              readDisks(DiskDetail::Address).value_or(QList<PhysicalDisk>()));
    });
}

} // namespace ga

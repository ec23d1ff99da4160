// SPDX-License-Identifier: Apache-2.0
// Containers may have no sysfs, or little of proc.
#include "platform/linux/disks/provide_disks.h"

#include "platform/linux/disks/disk_statistics.h"
#include "platform/linux/disks/linux_disks.h"
#include "platform/linux/disks/linux_file_systems.h"

namespace ga {

Provided<FileSystems> provideFileSystems()
{
    return std::make_unique<LinuxFileSystems>(std::make_shared<SystemMountTable>(), SysfsTree(),
                                              std::make_shared<UdevProperties>());
}

Provided<Disks> provideDisks()
{
    if (!SysfsTree::exists("/sys/block"))
        return Provided<Disks>::lacking(QStringLiteral("no /sys/block"));
    return std::make_unique<LinuxDisks>(SysfsTree(), std::make_shared<UdevProperties>());
}

Provided<DiskStatistics> provideDiskStatistics()
{
    if (!SysfsTree::exists("/proc/diskstats"))
        return Provided<DiskStatistics>::lacking(QStringLiteral("no /proc/diskstats"));
    return std::make_unique<LinuxDiskStatistics>();
}

} // namespace ga

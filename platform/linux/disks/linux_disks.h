// SPDX-License-Identifier: Apache-2.0
// LinuxDisks: the disks and partitions that the kernel has.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/disks/device_properties.h"
#include "platform/linux/disks/nvme_smart_page.h"
#include "platform/linux/system/sysfs_tree.h"

#include <memory>

namespace ga {

class LinuxDisks : public Disks
{
public:
    LinuxDisks(SysfsTree sysfs, std::shared_ptr<const DeviceProperties> properties,
               NvmeSmartReader smart = &readNvmeSmartPage)
        : m_sysfs(std::move(sysfs))
        , m_properties(std::move(properties))
        , m_smart(std::move(smart))
    {}

    // A disk comes before its partitions. Disks without a medium or an image are left out.
    Result<QList<DiskInfo>> list() override;

private:
    QString nodeOf(const QByteArray &directory) const;
    QList<QString> slavesOf(const QByteArray &directory) const;
    DiskInfo describeDisk(const QByteArray &directory) const;
    void appendPartitions(QList<DiskInfo> &disks, const QByteArray &directory) const;

    const SysfsTree m_sysfs;
    const std::shared_ptr<const DeviceProperties> m_properties;
    const NvmeSmartReader m_smart;
};

} // namespace ga

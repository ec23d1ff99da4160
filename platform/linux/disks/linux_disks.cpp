// SPDX-License-Identifier: Apache-2.0
// /sys/block has the disks; their partitions are directories inside.
#include "platform/linux/disks/linux_disks.h"

#include "platform/common/nvme_smart.h"
#include "platform/linux/disks/disk_address.h"

#include <QFile>
#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcDisks, "ga.disks")

// A hidden one is a path to a disk that has a device of its own (NVMe with several controllers).
bool isDisk(const QByteArray &directory)
{
    return SysfsTree::attribute(directory + "/size").value_or(QByteArray()).toLongLong() > 0 &&
           SysfsTree::attribute(directory + "/hidden") != "1";
}

} // namespace

QString LinuxDisks::nodeOf(const QByteArray &directory) const
{
    const auto node = m_properties->node(directory);
    return node ? *node : QStringLiteral("/dev/") + QFile::decodeName(baseName(directory));
}

QList<QString> LinuxDisks::slavesOf(const QByteArray &directory) const
{
    QList<QString> nodes;
    for (const QByteArray &slave : SysfsTree::entries(directory + "/slaves"))
        nodes.append(nodeOf(SysfsTree::resolve(directory + "/slaves/" + slave)));
    return nodes;
}

DiskInfo LinuxDisks::describeDisk(const QByteArray &directory) const
{
    DiskInfo disk{.name = nodeOf(directory)};
    if (SysfsTree::exists(directory + "/slaves"))
        disk.dependencies = slavesOf(directory);
    disk.address = diskAddress(m_sysfs, directory, *m_properties);
    disk.alias = m_properties->property(directory, "DM_NAME");
    if (!disk.address || disk.address->busType != DiskBus::Nvme)
        return disk;
    if (const auto page = m_smart(disk.name))
        disk.smart = decodeNvmeSmart(*page);
    else
        qCDebug(lcDisks).noquote() << page.error().description;
    return disk;
}

void LinuxDisks::appendPartitions(QList<DiskInfo> &disks, const QByteArray &directory) const
{
    const QString whole = nodeOf(directory);
    for (const QByteArray &name : SysfsTree::entries(directory)) {
        const QByteArray partition = directory + '/' + name;
        if (SysfsTree::exists(partition + "/partition"))
            disks.append({.name = nodeOf(partition), .partition = true, .dependencies = {{whole}}});
    }
}

Result<QList<DiskInfo>> LinuxDisks::list()
{
    QList<DiskInfo> disks;
    for (const QByteArray &name : SysfsTree::entries(m_sysfs.root() + "/block")) {
        const QByteArray directory = SysfsTree::resolve(m_sysfs.root() + "/block/" + name);
        if (directory.isEmpty() || !isDisk(directory))
            continue;
        disks.append(describeDisk(directory));
        appendPartitions(disks, directory);
    }
    return disks;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// How Windows' disks become what guest-get-disks tells.
#include "platform/windows/disks/disk_list.h"

#include "platform/common/nvme_smart.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

// STORAGE_BUS_TYPE of winioctl.h, by number. Two are what qemu-ga tells wrongly: fibre channel
// ("ssa" there) and Storage Spaces.
DiskBus busOf(quint32 type)
{
    static constexpr std::array buses{
        DiskBus::Unknown, DiskBus::Scsi, DiskBus::Ide /* ATAPI */, DiskBus::Ide /* ATA */,
        DiskBus::Ieee1394, DiskBus::Ssa, DiskBus::Fibre, DiskBus::Usb, DiskBus::Raid,
        DiskBus::Iscsi, DiskBus::Sas, DiskBus::Sata, DiskBus::Sd, DiskBus::Mmc, DiskBus::Virtual,
        DiskBus::FileBackedVirtual, DiskBus::Virtual /* Storage Spaces */, DiskBus::Nvme};
    return type < buses.size() ? buses[type] : DiskBus::Unknown;
}

PciAddress pciAddress(const PciLocation &location)
{
    return {.domain = location.bus >> 8,
            .bus = location.bus & 0xff,
            .slot = location.address >> 16,
            .function = location.address & 0xffff};
}

void setPlace(DiskAddress &address, const ScsiAddress &scsi)
{
    if (address.busType == DiskBus::Nvme) // Its namespaces have none.
        return;
    if (address.busType == DiskBus::Sata) {
        address.unit = scsi.path;
        return;
    }
    address.bus = scsi.path;
    address.target = scsi.target;
    address.unit = scsi.unit;
}

} // namespace

QString diskName(quint32 number)
{
    return QStringLiteral("\\\\.\\PhysicalDrive%1").arg(number);
}

DiskAddress diskAddress(const PhysicalDisk &disk)
{
    DiskAddress address;
    address.busType = busOf(disk.busType);
    if (disk.pci)
        address.pciController = pciAddress(*disk.pci);
    if (disk.scsi)
        setPlace(address, *disk.scsi);
    if (!disk.serial.isEmpty())
        address.serial = disk.serial;
    address.dev = diskName(disk.number);
    return address;
}

QList<DiskInfo> diskList(QList<PhysicalDisk> disks)
{
    std::sort(disks.begin(), disks.end(), [](const PhysicalDisk &left, const PhysicalDisk &right) {
        return left.number < right.number;
    });
    QList<DiskInfo> list;
    for (const PhysicalDisk &disk : disks) {
        DiskInfo info;
        info.name = diskName(disk.number);
        info.address = diskAddress(disk);
        info.smart = decodeNvmeSmart(disk.health);
        list.append(info);
    }
    return list;
}

} // namespace ga

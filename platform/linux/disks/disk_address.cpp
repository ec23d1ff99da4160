// SPDX-License-Identifier: Apache-2.0
// The driver of the disk's controller decides how its place is to be read. The numbers are those
// that libvirt addresses the disk by (its <address type='drive'>), so that it finds it again.
#include "platform/linux/disks/disk_address.h"

#include "platform/linux/disks/device_path.h"

#include <QSet>

#include <algorithm>

namespace ga {

namespace {

bool isUsbController(const QByteArray &driver)
{
    return driver == "xhci_hcd" || driver == "ehci-pci" || driver == "uhci_hcd" ||
           driver == "ohci-pci";
}

// The how-manieth port of its controller this is; the kernel numbers those of all controllers.
qint64 portIndex(const QByteArray &controller, const QByteArray &port)
{
    const auto numberOf = [](const QByteArray &name) { return name.mid(3).toLongLong(); };
    qint64 index = 0;
    for (const QByteArray &name : SysfsTree::entries(controller)) {
        if (name.startsWith("ata") && numberOf(name) > 0 && numberOf(name) < numberOf(port))
            ++index;
    }
    return index;
}

void setScsiPlace(DiskAddress &address, const ScsiPlace &place)
{
    address.busType = DiskBus::Scsi;
    address.bus = place.channel;
    address.target = place.target;
    address.unit = place.lun;
}

// Whether the driver is one whose disks can be told.
bool readPciPlace(DiskAddress &address, const DevicePath &path, const QByteArray &controller)
{
    const QByteArray driver = SysfsTree::linkName(controller + "/driver");
    const auto scsi = path.scsiPlace();
    const auto port = path.ataPort();
    if (driver == "ata_piix" && port && scsi) {
        address.busType = DiskBus::Ide;
        address.bus = portIndex(controller, *port);
        address.unit = scsi->target;
    } else if (driver == "ahci" && port) {
        address.busType = DiskBus::Sata;
        address.unit = portIndex(controller, *port);
    } else if (driver == "sym53c8xx" && scsi) {
        address.busType = DiskBus::Scsi;
        address.unit = scsi->target;
    } else if (driver == "virtio-pci" && scsi) {
        setScsiPlace(address, *scsi);
    } else if (driver == "virtio-pci") {
        address.busType = DiskBus::Virtio;
    } else if (driver == "nvme") {
        address.busType = DiskBus::Nvme;
    } else if (isUsbController(driver)) {
        address.busType = DiskBus::Usb;
    } else {
        return false;
    }
    return true;
}

void readPlace(DiskAddress &address, const DevicePath &path)
{
    const auto function = path.pciFunction();
    if (function && readPciPlace(address, path, function->directory)) {
        address.pciController = function->address;
        return;
    }
    address.ccwAddress = path.ccwAddress();
    if (!path.isBelowVirtio())
        return;
    address.busType = DiskBus::Virtio;
    if (const auto scsi = path.scsiPlace())
        setScsiPlace(address, *scsi);
}

// A disk of NVMe that may be reached by several controllers is shown as made by software; the
// directory of the first of them tells where it is.
QByteArray attachedDirectory(const SysfsTree &sysfs, const QByteArray &directory)
{
    if (!directory.startsWith(sysfs.root() + "/devices/virtual/nvme-subsystem/"))
        return directory;
    const QByteArray subsystem = SysfsTree::resolve(directory + "/device");
    for (const QByteArray &name : SysfsTree::entries(subsystem)) {
        const QByteArray controller = SysfsTree::resolve(subsystem + '/' + name);
        if (!controller.startsWith(subsystem) && controller.contains("/nvme/"))
            return controller;
    }
    return directory;
}

void collect(const SysfsTree &sysfs, const QByteArray &directory,
             const DeviceProperties &properties, QSet<QByteArray> &seen,
             QList<DiskAddress> &addresses)
{
    if (directory.isEmpty() || seen.contains(directory))
        return;
    seen.insert(directory);
    if (auto address = diskAddress(sysfs, directory, properties))
        addresses.append(*std::move(address));
    for (const QByteArray &slave : SysfsTree::entries(directory + "/slaves"))
        collect(sysfs, SysfsTree::resolve(directory + "/slaves/" + slave), properties, seen,
                addresses);
}

} // namespace

std::optional<DiskAddress> diskAddress(const SysfsTree &sysfs, const QByteArray &directory,
                                       const DeviceProperties &properties)
{
    const DevicePath path(sysfs.root(), attachedDirectory(sysfs, directory));
    if (path.isVirtual())
        return std::nullopt;
    DiskAddress address;
    readPlace(address, path);
    address.dev = properties.node(directory);
    address.serial = properties.property(directory, "ID_SERIAL");
    const bool isPlaced = address.busType != DiskBus::Unknown || address.ccwAddress;
    return isPlaced || address.dev || address.serial ? std::optional(address) : std::nullopt;
}

QList<DiskAddress> diskAddressesBelow(const SysfsTree &sysfs, const QByteArray &directory,
                                      const DeviceProperties &properties)
{
    QList<DiskAddress> addresses;
    QSet<QByteArray> seen;
    collect(sysfs, directory, properties, seen, addresses);
    return addresses;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// DevicePath: what the place of a device in sysfs tells about where it is attached.
#pragma once

#include "commands/disks/disks_types.h"

#include <QByteArray>
#include <QList>

namespace ga {

// One level of a path below /sys/devices.
struct DeviceLevel
{
    QByteArray name;
    QByteArray directory; // The whole path.
};

// A place on a SCSI bus, as directories like 2:0:3:1 name it.
struct ScsiPlace
{
    qint64 channel = 0;
    qint64 target = 0;
    qint64 lun = 0;
};

// Decodes names only; reads nothing.
class DevicePath
{
public:
    // `directory` is below `root`/devices, where `root` is that of sysfs.
    DevicePath(const QByteArray &root, const QByteArray &directory);

    // Made by software: loop devices, volumes of dm, arrays of md.
    bool isVirtual() const { return !m_levels.isEmpty() && m_levels.first().name == "virtual"; }

    // The PCI function nearest to the device: 0000:00:1f.2.
    struct PciFunction
    {
        PciAddress address;
        QByteArray directory;
    };
    std::optional<PciFunction> pciFunction() const;

    std::optional<ScsiPlace> scsiPlace() const;
    std::optional<CcwAddress> ccwAddress() const;
    bool isBelowVirtio() const;

    // The ATA port that it hangs on, of those below `controller`: the name of a level, ata3.
    std::optional<QByteArray> ataPort() const;

private:
    QList<DeviceLevel> m_levels; // From the top.
};

} // namespace ga

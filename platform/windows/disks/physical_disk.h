// SPDX-License-Identifier: Apache-2.0
// A disk as Windows' storage stack tells it.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace ga {

// IOCTL_SCSI_GET_ADDRESS; every storage port driver makes one up, whatever the disk is.
struct ScsiAddress
{
    quint8 path = 0;
    quint8 target = 0;
    quint8 unit = 0;
};

// Of the nearest ancestor on PCI: SPDRP_BUSNUMBER and SPDRP_ADDRESS.
struct PciLocation
{
    quint32 bus = 0;     // With the segment (domain) above its lowest 8 bits.
    quint32 address = 0; // Device in the upper 16 bits, function in the lower.
};

struct PhysicalDisk
{
    quint32 number = 0;  // N of \\.\PhysicalDriveN.
    quint32 busType = 0; // STORAGE_BUS_TYPE.
    QString serial;      // Empty where it has none.
    std::optional<ScsiAddress> scsi;
    std::optional<PciLocation> pci;
    QByteArray health;   // The log page of an NVMe disk; empty for others.
};

} // namespace ga

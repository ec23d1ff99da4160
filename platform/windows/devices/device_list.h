// SPDX-License-Identifier: Apache-2.0
// Which devices guest-get-devices tells, and how.
#pragma once

#include "commands/identity/identity_types.h"

#include <QStringList>

namespace ga {

// A device as its properties describe it.
struct InstalledDevice
{
    QStringList hardwareIds; // "PCI\VEN_1AF4&DEV_1041&SUBSYS_...", the most exact first.
    QString driverName;      // Empty where no driver is installed.
    std::optional<qint64> driverDate; // A FILETIME.
    QString driverVersion;
    quint32 problem = 0; // What the device manager shows of it (CM_PROB_...); 0 for none.
};

// Of a PCI device's hardware id. Vendor and device are four hexadecimal digits each; qemu-ga takes
// only 0-9 and A-B in a device's and so misses, say, DEV_105C.
std::optional<DeviceId> pciDeviceId(const QString &hardwareId);

// The PCI devices of the vendors 1AF4 (virtio) and 1B36 (QEMU) that have a driver.
QList<DeviceDriver> virtualDevices(const QList<InstalledDevice> &devices);

// The virtio-serial devices, which carry the agent's port.
QList<InstalledDevice> consoleDevices(const QList<InstalledDevice> &devices);

} // namespace ga

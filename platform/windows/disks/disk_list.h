// SPDX-License-Identifier: Apache-2.0
// How Windows' disks become what guest-get-disks tells.
#pragma once

#include "commands/disks/disks_types.h"
#include "platform/windows/disks/physical_disk.h"

namespace ga {

// "\\.\PhysicalDrive0".
QString diskName(quint32 number);

// Where the disk is attached. Of a SATA disk the port is the unit, as on Linux; Windows' driver
// numbers the ports by its buses.
DiskAddress diskAddress(const PhysicalDisk &disk);

// In the order of their numbers.
QList<DiskInfo> diskList(QList<PhysicalDisk> disks);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Where a disk is attached, as the host that attached it would say it.
#pragma once

#include "commands/disks/disks_types.h"
#include "platform/linux/disks/device_properties.h"
#include "platform/linux/system/sysfs_tree.h"

namespace ga {

// Of the disk or partition whose resolved directory in sysfs this is; nothing for one that is made
// by software, or of which nothing is known.
std::optional<DiskAddress> diskAddress(const SysfsTree &sysfs, const QByteArray &directory,
                                       const DeviceProperties &properties);

// Of all disks that a block device lies on, through dm and md.
QList<DiskAddress> diskAddressesBelow(const SysfsTree &sysfs, const QByteArray &directory,
                                      const DeviceProperties &properties);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The local file systems of a mount table: those that lie on a block device.
#pragma once

#include "platform/linux/mounts/mount_table.h"

#include <functional>
#include <optional>

namespace ga {

struct LocalFileSystem
{
    DeviceNumber device;  // The block device that it lies on.
    QByteArray directory; // Where it was mounted first: its name on the wire.
    QByteArray type;
    QByteArray source;
    bool readOnly = false;
    QList<Mount> mounts; // Every place where it is mounted, in the order of mounting.
};

// The device number of the block device at a path; nothing where there is none.
using BlockDeviceLookup = std::function<std::optional<DeviceNumber>(const QByteArray &path)>;

std::optional<DeviceNumber> blockDeviceAt(const QByteArray &path);

// One entry for each file system, in the order of mounting. File systems without a device of their
// own (network, FUSE, overlay, tmpfs, ZFS) are left out; btrfs has none in the mount table either,
// but its source names one.
QList<LocalFileSystem> localFileSystems(const QList<Mount> &mounts,
                                        const BlockDeviceLookup &lookup = &blockDeviceAt);

} // namespace ga

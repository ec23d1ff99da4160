// SPDX-License-Identifier: Apache-2.0
// Mounts are grouped by the device of their file system.
#include "platform/linux/mounts/local_file_systems.h"

#include <QHash>

#include <sys/stat.h>

namespace ga {

namespace {

std::optional<DeviceNumber> deviceOf(const Mount &mount, const BlockDeviceLookup &lookup)
{
    if (mount.device.major != 0)
        return mount.device;
    return mount.type == "btrfs" ? lookup(mount.source) : std::nullopt;
}

} // namespace

std::optional<DeviceNumber> blockDeviceAt(const QByteArray &path)
{
    struct stat status;
    if (!path.startsWith('/') || ::stat(path.constData(), &status) != 0 || !S_ISBLK(status.st_mode))
        return std::nullopt;
    return DeviceNumber::of(status.st_rdev);
}

QList<LocalFileSystem> localFileSystems(const QList<Mount> &mounts, const BlockDeviceLookup &lookup)
{
    QList<LocalFileSystem> fileSystems;
    QHash<DeviceNumber, qsizetype> positions;
    for (const Mount &mount : mounts) {
        const auto device = deviceOf(mount, lookup);
        if (!device)
            continue;
        const auto known = positions.constFind(*device);
        if (known != positions.constEnd()) {
            fileSystems[*known].mounts.append(mount);
            continue;
        }
        positions.insert(*device, fileSystems.size());
        fileSystems.append(
            {*device, mount.directory, mount.type, mount.source, mount.readOnly, {mount}});
    }
    return fileSystems;
}

} // namespace ga

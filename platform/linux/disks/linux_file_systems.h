// SPDX-License-Identifier: Apache-2.0
// LinuxFileSystems: the mounted file systems, their sizes and their disks.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/disks/device_properties.h"
#include "platform/linux/mounts/local_file_systems.h"
#include "platform/linux/system/patient_calls.h"
#include "platform/linux/system/sysfs_tree.h"

#include <memory>

namespace ga {

class LinuxFileSystems : public FileSystems
{
public:
    LinuxFileSystems(std::shared_ptr<const MountTable> mounts, SysfsTree sysfs,
                     std::shared_ptr<const DeviceProperties> properties,
                     BlockDeviceLookup lookup = &blockDeviceAt)
        : m_mounts(std::move(mounts))
        , m_sysfs(std::move(sysfs))
        , m_properties(std::move(properties))
        , m_lookup(std::move(lookup))
    {}

    // The last mounted comes first. A file system that can't be reached, or does not answer for
    // some seconds, has no sizes.
    Result<QList<FileSystemInfo>> list() override;

private:
    FileSystemInfo describe(const LocalFileSystem &fileSystem) const;

    const std::shared_ptr<const MountTable> m_mounts;
    const SysfsTree m_sysfs;
    const std::shared_ptr<const DeviceProperties> m_properties;
    const BlockDeviceLookup m_lookup;
    PatientCalls m_calls;
};

} // namespace ga

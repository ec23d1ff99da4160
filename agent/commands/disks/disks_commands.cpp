// SPDX-License-Identifier: Apache-2.0
// The disks family: what its commands ask of the platform.
#include "commands/disks/disks_commands.h"

namespace ga {

Result<QList<FileSystemInfo>> fileSystems(Services &services)
{
    return services.platform.fileSystems->list();
}

Result<QList<DiskInfo>> disks(Services &services)
{
    return services.platform.disks->list();
}

Result<QList<DiskStats>> diskStats(Services &services)
{
    return services.platform.diskStatistics->read();
}

} // namespace ga

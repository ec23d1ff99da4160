// SPDX-License-Identifier: Apache-2.0
// The handlers of the disks family.
#pragma once

#include "commands/disks/disks_types.h"
#include "commands/services.h"

namespace ga {

Result<QList<FileSystemInfo>> fileSystems(Services &services);
Result<QList<DiskInfo>> disks(Services &services);
Result<QList<DiskStats>> diskStats(Services &services);

} // namespace ga

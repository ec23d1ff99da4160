// SPDX-License-Identifier: Apache-2.0
// How Windows' volumes become what guest-get-fsinfo tells.
#pragma once

#include "commands/disks/disks_types.h"
#include "platform/windows/disks/physical_disk.h"
#include "platform/windows/volumes/volume.h"

namespace ga {

// Those that have a file system, in the order of Windows, each once: a volume with several mount
// paths by its drive letter. One that is mounted nowhere is "System Reserved", as in qemu-ga.
QList<FileSystemInfo> fileSystemList(const QList<Volume> &volumes,
                                     const QList<PhysicalDisk> &disks);

} // namespace ga

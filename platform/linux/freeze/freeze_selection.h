// SPDX-License-Identifier: Apache-2.0
// Which file systems a freeze is about: what the host names, less what the configuration excludes.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/mounts/local_file_systems.h"

namespace ga {

// Whether the configuration keeps a file system from being frozen.
bool isExcluded(const LocalFileSystem &fileSystem, const FreezeExclusions &exclusions);

// Whether `mountpoints` name it: by any of its mount points, with or without a slash at the end. No
// list names all.
bool isNamed(const LocalFileSystem &fileSystem, const std::optional<QList<QString>> &mountpoints);

// FUSE, also on a block device. The kernel can't freeze it, and asking its server for anything may
// take for ever.
bool isServedByAProgram(const LocalFileSystem &fileSystem);

} // namespace ga

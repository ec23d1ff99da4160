// SPDX-License-Identifier: Apache-2.0
// Reaching a file system through one of its mounts, and no other file system by mistake.
#pragma once

#include "platform/linux/descriptor.h"
#include "platform/linux/mounts/local_file_systems.h"

namespace ga {

// Why a file system could not be opened.
struct MountAccessError
{
    int systemError = 0; // 0: another file system is mounted over every one of its mount points.
};

// Opens a mount point of the file system with open(2)'s `flags`. A path is not trusted to lead
// there: what was mounted over it since, or before, is noticed by the mount's identity
// (STATX_MNT_ID, Linux 5.8) and passed by.
tl::expected<Descriptor, MountAccessError> openFileSystem(const LocalFileSystem &fileSystem,
                                                          int flags);

} // namespace ga

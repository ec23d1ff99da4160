// SPDX-License-Identifier: Apache-2.0
// FrozenSet: file systems held by open descriptors, so that they can be thawed when no path leads
// to them any more.
#pragma once

#include "platform/linux/descriptor.h"
#include "platform/linux/mounts/local_file_systems.h"

#include <memory>
#include <vector>

namespace ga {

struct HeldFileSystem
{
    LocalFileSystem fileSystem;
    // Of any of its mount points; shared with calls that hang. While it is open, umount(8) without
    // -l fails.
    std::shared_ptr<const Descriptor> directory;
    qsizetype step = 0;  // Those of one step are frozen side by side.
    bool isBase = false; // Was not frozen, but others lie on it, which can't be thawed while it is.
};

// In the order of freezing; to be thawed from the last to the first. Whoever has the descriptors
// can thaw: a process that inherits them needs neither the mount table nor the paths.
struct FrozenSet
{
    std::vector<HeldFileSystem> fileSystems;
};

} // namespace ga

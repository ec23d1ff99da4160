// SPDX-License-Identifier: Apache-2.0
// Reads from sysfs what the mounted file systems lie on.
#pragma once

#include "platform/linux/mounts/block_graph.h"
#include "platform/linux/mounts/local_file_systems.h"
#include "platform/linux/system/sysfs_tree.h"

namespace ga {

// The device of the file system that holds a loop device's backing file, or the backing block
// device itself; its major is 0 where the file system has no device number of its own. Nothing
// where the kernel does not tell.
using LoopBackingLookup = std::function<std::optional<DeviceNumber>(const QByteArray &loopName)>;

// By LOOP_GET_STATUS64 (loop(4)), which knows the backing file even when its path no longer leads
// to it.
std::optional<DeviceNumber> loopBackingDevice(const QByteArray &loopName);

// `fileSystems` are the local ones of `mounts`.
BlockGraph readBlockGraph(const SysfsTree &sysfs, const QList<Mount> &mounts,
                          const QList<LocalFileSystem> &fileSystems,
                          const LoopBackingLookup &loopBacking = &loopBackingDevice);

} // namespace ga

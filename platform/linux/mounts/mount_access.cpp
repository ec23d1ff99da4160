// SPDX-License-Identifier: Apache-2.0
// Every mount of a file system is tried until one leads to it.
#include "platform/linux/mounts/mount_access.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace ga {

namespace {

// Mount identities are told apart within one mount namespace only, which is the one that
// `accessPath` leads into.
bool leadsTo(const Descriptor &opened, const Mount &mount)
{
    struct statx status = {};
    if (::statx(opened.number(), "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_MNT_ID, &status) != 0)
        return false;
    if (status.stx_mask & STATX_MNT_ID)
        return status.stx_mnt_id == quint64(mount.id);
    // An older kernel. The files of btrfs have other device numbers than its mounts, so there is no
    // telling.
    return mount.device.major == 0 ||
           mount.device == DeviceNumber{status.stx_dev_major, status.stx_dev_minor};
}

} // namespace

tl::expected<Descriptor, MountAccessError> openFileSystem(const LocalFileSystem &fileSystem,
                                                          int flags)
{
    MountAccessError error;
    for (const Mount &mount : fileSystem.mounts) {
        Descriptor opened(
            ::open(mount.accessPath.constData(), flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
        if (opened.isValid() && leadsTo(opened, mount))
            return opened;
        if (!opened.isValid() && error.systemError == 0)
            error.systemError = errno;
    }
    return tl::unexpected(error);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Any descriptor will do, because these ioctls are carried out above the file system
// (ioctl_fifreeze).
#include "platform/linux/freeze/superblocks.h"

#include <cerrno>
#include <limits>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace ga {

int Superblocks::flush(int descriptor)
{
    return ::syncfs(descriptor) == 0 ? 0 : errno;
}

int Superblocks::freeze(int descriptor)
{
    return ::ioctl(descriptor, FIFREEZE, 0) == 0 ? 0 : errno;
}

int Superblocks::thaw(int descriptor)
{
    return ::ioctl(descriptor, FITHAW, 0) == 0 ? 0 : errno;
}

int Superblocks::trim(int descriptor, quint64 &minimum, quint64 &trimmed)
{
    fstrim_range range = {};
    range.len = std::numeric_limits<decltype(range.len)>::max();
    range.minlen = minimum;
    if (::ioctl(descriptor, FITRIM, &range) != 0)
        return errno;
    minimum = range.minlen;
    trimmed = range.len;
    return 0;
}

} // namespace ga

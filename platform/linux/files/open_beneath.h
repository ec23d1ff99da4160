// SPDX-License-Identifier: Apache-2.0
// Opens a file beneath a directory, and nothing else, whatever links there are or come.
#pragma once

#include "platform/linux/descriptor.h"

#include <QByteArray>

namespace ga {

// `rest` is relative to `directory`, `flags` are those of open(2); a new file gets what the umask
// leaves of 0666. Invalid on an error, with errno: EXDEV where the path leads out of the directory.
// A link is followed as long as it stays beneath it (openat2(2), RESOLVE_BENEATH); where the kernel
// is older than 5.6, none is.
Descriptor openBeneathDirectory(const QByteArray &directory, const QByteArray &rest, int flags);

// The way of older kernels: one component after the other, by open(2) with O_PATH and O_NOFOLLOW.
Descriptor walkBeneath(int directory, const QByteArray &rest, int flags);

} // namespace ga

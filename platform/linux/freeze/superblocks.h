// SPDX-License-Identifier: Apache-2.0
// Superblocks: the calls that act on a whole file system.
#pragma once

#include <QtGlobal>

namespace ga {

// What the kernel does, on a descriptor of any file or directory of the file system. Each returns 0
// or errno.
class Superblocks
{
public:
    virtual ~Superblocks() = default;

    virtual int flush(int descriptor); // syncfs(2)
    virtual int
    freeze(int descriptor); // FIFREEZE; EBUSY where it is frozen, EOPNOTSUPP where it can't be.
    virtual int thaw(int descriptor); // FITHAW; EINVAL where it is not frozen.

    // FITRIM over the whole file system. `minimum` in bytes, rounded by the file system; `trimmed`
    // is set, in bytes.
    virtual int trim(int descriptor, quint64 &minimum, quint64 &trimmed);
};

} // namespace ga

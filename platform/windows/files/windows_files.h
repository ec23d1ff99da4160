// SPDX-License-Identifier: Apache-2.0
// WindowsFiles: opens files as fopen(3) would, with Windows' own names.
#pragma once

#include "platform/api/files.h"

namespace ga {

class WindowsFiles : public Files
{
public:
    // Paths may have either slash and any length. A file that others write to can be read, unlike
    // with qemu-ga, and while it is written here others can read it. A new file has the rights that
    // its folder gives. Errors: see Files::open().
    Result<std::unique_ptr<GuestFile>> open(const QString &path, const QString &mode) override;

    // Follows no link at all beneath a directory, and opens nothing whose contents a driver keeps
    // elsewhere: opening that means to follow whatever it has become meanwhile.
    Result<std::unique_ptr<GuestFile>> openBeneath(const QString &path, const QString &mode,
                                                   const QList<QString> &directories) override;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// PosixFiles: opens files as fopen(3) would, but so that no fifo, terminal or tape blocks.
#pragma once

#include "platform/api/files.h"

#include <optional>

namespace ga {

class PosixFiles : public Files
{
public:
    // A new file gets the permissions that the umask leaves of 0666. (QEMU gives 0666 whatever the
    // umask is: every user of the guest could then write to what the host has put there.)
    // Errors: see Files::open().
    Result<std::unique_ptr<GuestFile>> open(const QString &path, const QString &mode) override;
    Result<std::unique_ptr<GuestFile>> openBeneath(const QString &path, const QString &mode,
                                                   const QList<QString> &directories) override;
};

// The flags of open(2) for a mode of fopen(3), r rb w wb a ab r+ rb+ r+b w+ wb+ w+b a+ ab+ a+b;
// nothing for any other.
std::optional<int> openFlags(const QString &mode);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// AuthorizedKeysFile: a user's ~/.ssh/authorized_keys. To be used under the user's identity: it
// follows links.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QByteArray>

namespace ga {

class AuthorizedKeysFile
{
public:
    explicit AuthorizedKeysFile(const QByteArray &home);

    // Up to 8 MiB. Errors (seen with qemu-ga 10.0): "failed to read 'F': Failed to open file “F”:
    // CAUSE", with the cause in systemError; of our own "failed to read 'F': not a regular file",
    // "...: not on a disk's file system" and "...: larger than N bytes".
    Result<QByteArray> read() const;

    // Puts a new file in the place of the old one at once, mode 0600, and makes ~/.ssh, mode 0700,
    // where it is missing. Errors: "failed to create directory 'D': CAUSE", "failed to write to
    // 'F': CAUSE".
    Result<Nothing> replace(const QByteArray &content) const;

private:
    Result<Descriptor> openDirectory() const;
    Result<Nothing> writeTo(const Descriptor &directory, const QByteArray &name,
                            const QByteArray &content) const;
    tl::unexpected<Error> failedToWrite(int errorNumber) const;

    QByteArray m_directory;
    QByteArray m_path;
};

} // namespace ga

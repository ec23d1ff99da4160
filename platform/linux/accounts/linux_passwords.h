// SPDX-License-Identifier: Apache-2.0
// LinuxPasswords: sets passwords with chpasswd(8), so that PAM and the system's rules have their
// say.
#pragma once

#include "platform/api/accounts.h"
#include "platform/api/provided.h"

#include <memory>

namespace ga {

class LinuxPasswords : public Passwords
{
public:
    // Lacking where there is no chpasswd to be found.
    static Provided<Passwords> create();

    // Errors (seen with qemu-ga 10.0): "forbidden characters in raw password" (line feed, NUL; a
    // colon too where it is encrypted, for it would end the field), "forbidden characters in
    // username" (line feed, colon, NUL), and those of runHelper() with the action "set user
    // password".
    Result<Nothing> set(const QString &user, const QByteArray &password, bool crypted) override;
};

} // namespace ga

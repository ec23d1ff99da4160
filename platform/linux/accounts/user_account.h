// SPDX-License-Identifier: Apache-2.0
// UserAccount: what the system's user database says of one user.
#pragma once

#include "protocol/result.h"

#include <QByteArray>

#include <sys/types.h>

#include <vector>

namespace ga {

struct UserAccount
{
    uid_t user = 0;
    gid_t group = 0;
    std::vector<gid_t> groups; // All of them, `group` too.
    QByteArray home;           // An absolute path.
};

// Errors: "failed to lookup user 'NAME': CAUSE", with "No such user" where qemu-ga says "Success".
Result<UserAccount> lookUpUser(const QString &name);

} // namespace ga

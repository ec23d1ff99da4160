// SPDX-License-Identifier: Apache-2.0
// UserIdentity: lets one thread reach files as a user reaches them, and no further.
#pragma once

#include "platform/linux/accounts/user_account.h"
#include "protocol/result.h"

#include <vector>

namespace ga {

// While it lives, the thread that made it has the user's rights on files (setfsuid(2)): what lies
// in a user's home is the user's to arrange, so a link there must lead no further than the user
// gets alone. Destroy it on the same thread.
class UserIdentity
{
public:
    // Error: "failed to act as user N: CAUSE", where the agent isn't root and N somebody else.
    static Result<UserIdentity> assume(const UserAccount &account);

    UserIdentity(UserIdentity &&other) noexcept;
    UserIdentity &operator=(UserIdentity &&) = delete;
    ~UserIdentity();

private:
    UserIdentity() = default;

    bool m_assumed = false;
    std::vector<gid_t> m_groupsBefore;
};

} // namespace ga

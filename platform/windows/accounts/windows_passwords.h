// SPDX-License-Identifier: Apache-2.0
// WindowsPasswords: sets the passwords of this machine's users.
#pragma once

#include "platform/api/accounts.h"
#include "platform/windows/accounts/account_calls.h"

namespace ga {

class WindowsPasswords : public Passwords
{
public:
    explicit WindowsPasswords(std::unique_ptr<AccountCalls> calls);

    // Errors: "'crypted' must be off on this host", for Windows takes no hashes; "forbidden
    // characters in raw password" (NUL, or no UTF-8), "forbidden characters in username" (NUL), and
    // that of AccountCalls.
    Result<Nothing> set(const QString &user, const QByteArray &password, bool crypted) override;

private:
    std::unique_ptr<AccountCalls> m_calls;
};

} // namespace ga

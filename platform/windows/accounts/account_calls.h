// SPDX-License-Identifier: Apache-2.0
// AccountCalls: what the accounts' commands do to the machine, so that no test changes its users.
#pragma once

#include "platform/windows/accounts/authorized_keys_file.h"
#include "protocol/result.h"

#include <memory>
#include <optional>

namespace ga {

class AccountCalls
{
public:
    virtual ~AccountCalls() = default;

    // Of this machine or its domain. Error: "User U was not found".
    virtual Result<WindowsAccount> lookUp(const QString &user) = 0;
    // The directory of the profile, which Windows makes at the first log-on else. Error: "failed to
    // create the profile of user U: CAUSE".
    virtual Result<QString> createProfile(const WindowsAccount &account) = 0;
    virtual QString programData() = 0; // "C:\ProgramData".

    // Nothing where there is no such file. Error: "failed to read 'F': CAUSE".
    virtual Result<std::optional<QByteArray>> read(const AuthorizedKeysFile &file) = 0;
    // At once: nobody sees half of it. Errors: "failed to create directory 'D': CAUSE", "failed to
    // write to 'F': CAUSE".
    virtual Result<Nothing> replace(const AuthorizedKeysFile &file, const QByteArray &content) = 0;

    // Error: "failed to set password: CAUSE".
    virtual Result<Nothing> setPassword(const QString &user, const QString &password) = 0;
};

std::unique_ptr<AccountCalls> createAccountCalls();

} // namespace ga

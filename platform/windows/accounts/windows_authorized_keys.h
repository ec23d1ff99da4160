// SPDX-License-Identifier: Apache-2.0
// WindowsAuthorizedKeys: the OpenSSH keys by which a user can log in.
#pragma once

#include "platform/api/accounts.h"
#include "platform/windows/accounts/account_calls.h"

namespace ga {

// Errors: those of AccountCalls, and "invalid OpenSSH public key: 'KEY'".
class WindowsAuthorizedKeys : public AuthorizedKeys
{
public:
    explicit WindowsAuthorizedKeys(std::unique_ptr<AccountCalls> calls);

    // From the last line to the first, as on Linux.
    Result<SshKeys> list(const QString &user) override;
    // Makes the user's profile where there is none yet, for the keys must lie in it.
    Result<Nothing> add(const QString &user, const QList<QString> &keys, bool reset) override;
    Result<Nothing> remove(const QString &user,
                           const QList<QString> &keys) override; // No file: nothing to do.

private:
    Result<AuthorizedKeysFile> existingKeyFile(const QString &user);
    Result<AuthorizedKeysFile> keyFileToWrite(const QString &user);

    std::unique_ptr<AccountCalls> m_calls;
};

} // namespace ga

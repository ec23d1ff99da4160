// SPDX-License-Identifier: Apache-2.0
// LinuxAuthorizedKeys: the OpenSSH keys by which a user can log in.
#pragma once

#include "platform/api/accounts.h"
#include "platform/linux/accounts/user_account.h"

#include <functional>
#include <memory>

namespace ga {

using UserLookup = std::function<Result<UserAccount>(const QString &name)>;

// All is done with the user's own rights (UserIdentity): the user may turn ~/.ssh or the file into
// a link to anywhere. Errors: those of lookUpUser(), UserIdentity and AuthorizedKeysFile, and
// "invalid OpenSSH public key: 'KEY'".
class LinuxAuthorizedKeys : public AuthorizedKeys
{
public:
    static std::unique_ptr<AuthorizedKeys> create(UserLookup lookUp = lookUpUser);

    Result<SshKeys>
    list(const QString &user) override; // From the last line to the first, as qemu-ga has it.
    Result<Nothing> add(const QString &user, const QList<QString> &keys, bool reset) override;
    Result<Nothing> remove(const QString &user,
                           const QList<QString> &keys) override; // No file: nothing to do.

private:
    explicit LinuxAuthorizedKeys(UserLookup lookUp);

    UserLookup m_lookUp;
};

} // namespace ga

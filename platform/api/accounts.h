// SPDX-License-Identifier: Apache-2.0
// Passwords and OpenSSH keys of the guest's users.
#pragma once

#include "commands/accounts/accounts_types.h"
#include "protocol/result.h"

namespace ga {

class Passwords
{
public:
    virtual ~Passwords() = default;

    virtual Result<Nothing> set(const QString &user, const QByteArray &password, bool crypted) = 0;
};

class AuthorizedKeys
{
public:
    virtual ~AuthorizedKeys() = default;

    virtual Result<SshKeys> list(const QString &user) = 0;
    virtual Result<Nothing> add(const QString &user, const QList<QString> &keys, bool reset) = 0;
    virtual Result<Nothing> remove(const QString &user, const QList<QString> &keys) = 0;
};

} // namespace ga

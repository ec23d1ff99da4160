// SPDX-License-Identifier: Apache-2.0
// guest-set-user-password and guest-ssh-*-authorized-keys.
#pragma once

#include "protocol/codec.h"

namespace ga {

struct SetPasswordArguments
{
    QString username;
    Base64Text password;
    bool crypted = false;

    static constexpr auto fields()
    {
        return fieldList(field("username", &SetPasswordArguments::username, "the user"),
                          field("password", &SetPasswordArguments::password, "the new password"),
                          field("crypted", &SetPasswordArguments::crypted, "whether the password is already in the form of crypt(3)"));
    }
};

struct SshUserArguments
{
    QString username;

    static constexpr auto fields() { return fieldList(field("username", &SshUserArguments::username, "the user")); }
};

struct SshKeys
{
    QList<QString> keys;

    static constexpr auto fields() { return fieldList(field("keys", &SshKeys::keys, "OpenSSH public keys, one line each")); }
};

struct SshAddArguments
{
    QString username;
    QList<QString> keys;
    std::optional<bool> reset;

    static constexpr auto fields()
    {
        return fieldList(field("username", &SshAddArguments::username, "the user"),
                          field("keys", &SshAddArguments::keys, "OpenSSH public keys, one line each"),
                          field("reset", &SshAddArguments::reset, "whether these keys replace those that are there"));
    }
};

struct SshRemoveArguments
{
    QString username;
    QList<QString> keys;

    static constexpr auto fields()
    {
        return fieldList(field("username", &SshRemoveArguments::username, "the user"),
                          field("keys", &SshRemoveArguments::keys, "the lines to remove"));
    }
};

} // namespace ga

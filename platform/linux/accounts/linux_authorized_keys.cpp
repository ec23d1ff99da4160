// SPDX-License-Identifier: Apache-2.0
// Lists, adds and removes a user's OpenSSH keys.
#include "platform/linux/accounts/linux_authorized_keys.h"

#include "platform/common/key_lines.h"
#include "platform/linux/accounts/authorized_keys_file.h"
#include "platform/linux/accounts/user_identity.h"

#include <cerrno>

namespace ga {

namespace {

// Calls `act` with the user's key file and the user's rights.
template <typename Act>
auto asUser(const UserAccount &account, Act act) -> decltype(act(AuthorizedKeysFile(account.home)))
{
    const auto identity = UserIdentity::assume(account);
    if (!identity)
        return fail(identity.error());
    return act(AuthorizedKeysFile(account.home));
}

Result<QByteArray> contentIfAny(const AuthorizedKeysFile &file)
{
    auto content = file.read();
    if (!content &&
        (content.error().systemError == ENOENT || content.error().systemError == ENOTDIR))
        return QByteArray();
    return content;
}

Result<Nothing> addTo(const AuthorizedKeysFile &file, const QList<QString> &keys, bool reset)
{
    const auto before = reset ? Result<QByteArray>() : contentIfAny(file);
    return before.and_then(
        [&](const QByteArray &content) { return file.replace(withKeys(content, keys)); });
}

Result<Nothing> removeFrom(const AuthorizedKeysFile &file, const QList<QString> &keys)
{
    return contentIfAny(file).and_then([&](const QByteArray &before) -> Result<Nothing> {
        const QByteArray after = withoutKeys(before, keys);
        return after == before ? Result<Nothing>() : file.replace(after);
    });
}

} // namespace

LinuxAuthorizedKeys::LinuxAuthorizedKeys(UserLookup lookUp)
    : m_lookUp(std::move(lookUp))
{}

std::unique_ptr<AuthorizedKeys> LinuxAuthorizedKeys::create(UserLookup lookUp)
{
    return std::unique_ptr<AuthorizedKeys>(new LinuxAuthorizedKeys(std::move(lookUp)));
}

Result<SshKeys> LinuxAuthorizedKeys::list(const QString &user)
{
    return m_lookUp(user).and_then([](const UserAccount &account) {
        return asUser(account, [](const AuthorizedKeysFile &file) {
            return file.read().map(
                [](const QByteArray &content) { return SshKeys{keysIn(content)}; });
        });
    });
}

Result<Nothing> LinuxAuthorizedKeys::add(const QString &user, const QList<QString> &keys,
                                         bool reset)
{
    return checkKeyLines(keys)
        .and_then([&](Nothing) { return m_lookUp(user); })
        .and_then([&](const UserAccount &account) {
            return asUser(account,
                          [&](const AuthorizedKeysFile &file) { return addTo(file, keys, reset); });
        });
}

Result<Nothing> LinuxAuthorizedKeys::remove(const QString &user, const QList<QString> &keys)
{
    return checkKeyLines(keys)
        .and_then([&](Nothing) { return m_lookUp(user); })
        .and_then([&](const UserAccount &account) {
            return asUser(account,
                          [&](const AuthorizedKeysFile &file) { return removeFrom(file, keys); });
        });
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Lists, adds and removes a user's OpenSSH keys.
#include "platform/windows/accounts/windows_authorized_keys.h"

#include "platform/common/key_lines.h"

namespace ga {

WindowsAuthorizedKeys::WindowsAuthorizedKeys(std::unique_ptr<AccountCalls> calls)
    : m_calls(std::move(calls))
{}

Result<AuthorizedKeysFile> WindowsAuthorizedKeys::existingKeyFile(const QString &user)
{
    return m_calls->lookUp(user).and_then(
        [&](const WindowsAccount &account) -> Result<AuthorizedKeysFile> {
            if (!account.administrator && account.profile.isEmpty())
                return fail(
                    QStringLiteral("user %1 has never logged in and has no profile, so no keys")
                        .arg(user));
            return keyFileOf(account, m_calls->programData());
        });
}

Result<AuthorizedKeysFile> WindowsAuthorizedKeys::keyFileToWrite(const QString &user)
{
    return m_calls->lookUp(user).and_then(
        [&](WindowsAccount account) -> Result<AuthorizedKeysFile> {
            if (!account.administrator && account.profile.isEmpty()) {
                auto profile = m_calls->createProfile(account);
                if (!profile)
                    return fail(std::move(profile).error());
                account.profile = *std::move(profile);
            }
            return keyFileOf(account, m_calls->programData());
        });
}

Result<SshKeys> WindowsAuthorizedKeys::list(const QString &user)
{
    const auto file = existingKeyFile(user);
    if (!file)
        return fail(file.error());
    const auto content = m_calls->read(*file);
    if (!content)
        return fail(content.error());
    if (!*content)
        return fail(QStringLiteral("failed to read '%1': there is no such file").arg(file->path()));
    return SshKeys{keysIn(**content)};
}

Result<Nothing> WindowsAuthorizedKeys::add(const QString &user, const QList<QString> &keys,
                                           bool reset)
{
    if (const auto usable = checkKeyLines(keys); !usable)
        return usable;
    const auto file = keyFileToWrite(user);
    if (!file)
        return fail(file.error());
    const auto before =
        reset ? Result<std::optional<QByteArray>>(std::nullopt) : m_calls->read(*file);
    return before.and_then([&](const std::optional<QByteArray> &content) {
        return m_calls->replace(*file, withKeys(content.value_or(QByteArray()), keys));
    });
}

Result<Nothing> WindowsAuthorizedKeys::remove(const QString &user, const QList<QString> &keys)
{
    if (const auto usable = checkKeyLines(keys); !usable)
        return usable;
    const auto account = m_calls->lookUp(user);
    if (!account)
        return fail(account.error());
    if (!account->administrator && account->profile.isEmpty())
        return Nothing{};
    const AuthorizedKeysFile file = keyFileOf(*account, m_calls->programData());
    return m_calls->read(file).and_then(
        [&](const std::optional<QByteArray> &content) -> Result<Nothing> {
            const QByteArray before = content.value_or(QByteArray());
            const QByteArray after = withoutKeys(before, keys);
            return after == before ? Result<Nothing>() : m_calls->replace(file, after);
        });
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The machine's own accounts.
#include "platform/windows/accounts/account_calls.h"

#include "platform/windows/accounts/account_lookup.h"
#include "platform/windows/accounts/key_file_access.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

#include <lm.h>

namespace ga {

namespace {

// The texts of the network functions' own errors (lmerr.h) are not among the system's.
tl::unexpected<Error> failToSetPassword(DWORD status)
{
    const QString failure = QStringLiteral("failed to set password");
    if (status == NERR_UserNotFound)
        return fail(failure + QStringLiteral(": The user name could not be found"));
    if (status == NERR_PasswordTooShort)
        return fail(failure + QStringLiteral(": The password does not meet the password policy's "
                                             "requirements of length, complexity or history"));
    return failWindows(failure, status);
}

class SystemAccountCalls : public AccountCalls
{
public:
    Result<WindowsAccount> lookUp(const QString &user) override { return lookUpAccount(user); }
    Result<QString> createProfile(const WindowsAccount &account) override
    {
        return createAccountProfile(account);
    }
    QString programData() override { return programDataFolder().replace(u'/', u'\\'); }

    Result<std::optional<QByteArray>> read(const AuthorizedKeysFile &file) override
    {
        return readKeyFile(file);
    }
    Result<Nothing> replace(const AuthorizedKeysFile &file, const QByteArray &content) override
    {
        return replaceKeyFile(file, content);
    }

    Result<Nothing> setPassword(const QString &user, const QString &password) override
    {
        USER_INFO_1003 information{const_cast<wchar_t *>(wide(password))};
        const DWORD status = ::NetUserSetInfo(nullptr, wide(user), 1003,
                                              reinterpret_cast<BYTE *>(&information), nullptr);
        return status == NERR_Success ? Result<Nothing>() : failToSetPassword(status);
    }
};

} // namespace

std::unique_ptr<AccountCalls> createAccountCalls()
{
    return std::make_unique<SystemAccountCalls>();
}

} // namespace ga

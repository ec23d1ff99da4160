// SPDX-License-Identifier: Apache-2.0
// Sets the passwords of this machine's users.
#include "platform/windows/accounts/windows_passwords.h"

#include <utility>

namespace ga {

WindowsPasswords::WindowsPasswords(std::unique_ptr<AccountCalls> calls)
    : m_calls(std::move(calls))
{}

Result<Nothing> WindowsPasswords::set(const QString &user, const QByteArray &password, bool crypted)
{
    if (crypted)
        return fail(QStringLiteral("'crypted' must be off on this host"));
    if (password.contains('\0') || !QByteArrayView(password).isValidUtf8())
        return fail(QStringLiteral("forbidden characters in raw password"));
    if (user.contains(QChar(u'\0')))
        return fail(QStringLiteral("forbidden characters in username"));
    QString text = QString::fromUtf8(password);
    auto result = m_calls->setPassword(user, std::as_const(text));
    text.fill(QChar(u'\0')); // It needn't lie about in freed memory.
    return result;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Feeds chpasswd(8).
#include "platform/linux/accounts/linux_passwords.h"

#include "platform/linux/helper/helper.h"

#include <QStandardPaths>

#include <string.h>

#include <algorithm>

namespace ga {

namespace {

bool containsAny(const QByteArray &text, QByteArrayView characters)
{
    return std::any_of(text.begin(), text.end(), [&](char c) { return characters.contains(c); });
}

// What ends the line that chpasswd reads, or one of its fields.
constexpr QByteArrayView lineEnds("\n\0", 2);
constexpr QByteArrayView fieldEnds("\n:\0", 3);

} // namespace

Provided<Passwords> LinuxPasswords::create()
{
    if (QStandardPaths::findExecutable(QStringLiteral("chpasswd")).isEmpty())
        return Provided<Passwords>::lacking(
            QStringLiteral("no program chpasswd is in the agent's PATH"));
    return std::make_unique<LinuxPasswords>();
}

Result<Nothing> LinuxPasswords::set(const QString &user, const QByteArray &password, bool crypted)
{
    const QByteArray name = user.toUtf8();
    if (containsAny(password, crypted ? fieldEnds : lineEnds))
        return fail(QStringLiteral("forbidden characters in raw password"));
    if (containsAny(name, fieldEnds))
        return fail(QStringLiteral("forbidden characters in username"));
    HelperRequest request{.argv = {"chpasswd"}, .action = QStringLiteral("set user password")};
    if (crypted)
        request.argv += "-e";
    request.input.reserve(name.size() + password.size() +
                          2); // Growing would leave copies in memory.
    request.input.append(name).append(':').append(password).append('\n');
    const auto outcome = runHelper(request);
    ::explicit_bzero(request.input.data(), size_t(request.input.size()));
    return outcome.map([](const HelperOutcome &) { return Nothing{}; });
}

} // namespace ga

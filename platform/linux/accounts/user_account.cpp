// SPDX-License-Identifier: Apache-2.0
// Asks the system's user database.
#include "platform/linux/accounts/user_account.h"

#include <grp.h>
#include <pwd.h>

#include <algorithm>
#include <cerrno>

namespace ga {

namespace {

// getgrouplist(3) says how many there are where they don't fit; they may have become more the next
// time.
std::vector<gid_t> groupsOf(const char *name, gid_t group)
{
    std::vector<gid_t> groups(16);
    int count = int(groups.size());
    while (::getgrouplist(name, group, groups.data(), &count) < 0) {
        groups.resize(std::max(size_t(count), groups.size() * 2));
        count = int(groups.size());
    }
    groups.resize(size_t(count));
    return groups;
}

struct PasswordEntry
{
    passwd fields = {};
    std::vector<char> storage; // What the fields point to.
};

// An entry, or errno; 0 is "not found", as are those that getpwnam(3) lists beside it.
tl::expected<PasswordEntry, int> readEntry(const QByteArray &name)
{
    constexpr size_t largest = 1024 * 1024;
    PasswordEntry entry;
    passwd *found = nullptr;
    int error = ERANGE;
    for (size_t size = 1024; error == ERANGE && size <= largest; size *= 4) {
        entry.storage.resize(size);
        error = ::getpwnam_r(name.constData(), &entry.fields, entry.storage.data(), size, &found);
    }
    if (found)
        return entry;
    return tl::unexpected(error == ENOENT || error == ESRCH ? 0 : error);
}

} // namespace

Result<UserAccount> lookUpUser(const QString &name)
{
    const QString failed = QStringLiteral("failed to lookup user '%1'").arg(name);
    const QByteArray bytes = name.toUtf8();
    // A NUL would cut the name, and the rest may be another user's.
    const auto entry = bytes.contains('\0') ? tl::unexpected(0) : readEntry(bytes);
    if (!entry && entry.error() != 0)
        return failSystem(failed, entry.error());
    if (!entry)
        return fail(failed + QStringLiteral(": No such user"));
    const passwd &fields = entry->fields;
    if (!fields.pw_dir || fields.pw_dir[0] != '/')
        return fail(failed + QStringLiteral(": the home directory is not an absolute path"));
    return UserAccount{fields.pw_uid, fields.pw_gid, groupsOf(bytes.constData(), fields.pw_gid),
                       fields.pw_dir};
}

} // namespace ga

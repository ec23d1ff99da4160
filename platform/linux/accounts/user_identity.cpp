// SPDX-License-Identifier: Apache-2.0
// Changes one thread's identity on file systems.
#include "platform/linux/accounts/user_identity.h"

#include <QLoggingCategory>

#include <linux/securebits.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(logAccounts, "ga.accounts")

// The system call acts on this thread alone; the C library's function would change all threads.
bool setGroups(const std::vector<gid_t> &groups)
{
#ifdef SYS_setgroups32
    constexpr long number = SYS_setgroups32;
#else
    constexpr long number = SYS_setgroups;
#endif
    return ::syscall(number, groups.size(), groups.data()) == 0;
}

std::vector<gid_t> currentGroups()
{
    std::vector<gid_t> groups(size_t(std::max(::getgroups(0, nullptr), 0)));
    const int count = ::getgroups(int(groups.size()), groups.data());
    groups.resize(size_t(std::max(count, 0)));
    return groups;
}

// setfsuid(2) returns what was set before and no error: so it takes a second, impossible, change to
// learn whether the first was made.
bool setUser(uid_t user)
{
    ::setfsuid(user);
    return uid_t(::setfsuid(uid_t(-1))) == user;
}

bool setGroup(gid_t group)
{
    ::setfsgid(group);
    return gid_t(::setfsgid(gid_t(-1))) == group;
}

// Root keeps its rights on all files through such a change where this bit is set: capabilities(7).
bool rootKeepsCapabilities()
{
    return (::prctl(PR_GET_SECUREBITS) & SECBIT_NO_SETUID_FIXUP) != 0;
}

} // namespace

Result<UserIdentity> UserIdentity::assume(const UserAccount &account)
{
    UserIdentity identity;
    if (::geteuid() == account.user)
        return identity;
    const QString failed = QStringLiteral("failed to act as user %1").arg(account.user);
    if (::geteuid() != 0 || rootKeepsCapabilities())
        return failSystem(failed, EPERM);
    identity.m_groupsBefore = currentGroups();
    identity.m_assumed = true;
    if (!setGroups(account.groups))
        return failSystem(failed, errno);
    if (!setGroup(account.group) || !setUser(account.user))
        return failSystem(failed, EPERM);
    return identity;
}

UserIdentity::UserIdentity(UserIdentity &&other) noexcept
    : m_assumed(std::exchange(other.m_assumed, false))
    , m_groupsBefore(std::move(other.m_groupsBefore))
{}

UserIdentity::~UserIdentity()
{
    if (!m_assumed)
        return;
    const bool restored = setUser(::geteuid()) & setGroup(::getegid()) & setGroups(m_groupsBefore);
    if (!restored)
        qCCritical(logAccounts, "a thread could not take back its own identity");
}

} // namespace ga

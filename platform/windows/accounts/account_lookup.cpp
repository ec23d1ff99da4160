// SPDX-License-Identifier: Apache-2.0
// Accounts by name, their groups, and their profiles in the registry.
#include "platform/windows/accounts/account_lookup.h"

#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

#include <lm.h>
#include <sddl.h>

#include <QList>

#include <array>
#include <memory>

namespace ga {

namespace {

struct FreeLocal
{
    void operator()(void *memory) const { ::LocalFree(memory); }
};
struct FreeNetApi
{
    void operator()(void *memory) const { ::NetApiBufferFree(memory); }
};

// A security identifier in its binary form; empty where the name isn't a user's.
QByteArray sidOf(const QString &user)
{
    QByteArray sid(SECURITY_MAX_SID_SIZE, '\0');
    DWORD sidSize = DWORD(sid.size());
    QList<wchar_t> domain(MAX_PATH);
    DWORD domainLength = DWORD(domain.size());
    SID_NAME_USE use = SidTypeUnknown;
    if (!::LookupAccountNameW(nullptr, wide(user), sid.data(), &sidSize, domain.data(),
                              &domainLength, &use) ||
        use != SidTypeUser)
        return {};
    return sid;
}

QString textOf(const QByteArray &sid)
{
    wchar_t *text = nullptr;
    if (!::ConvertSidToStringSidW(const_cast<char *>(sid.constData()), &text))
        return {};
    const std::unique_ptr<wchar_t, FreeLocal> memory(text);
    return QString::fromWCharArray(text);
}

// The group's name is that of Windows' language.
QString administratorsGroup()
{
    QByteArray sid(SECURITY_MAX_SID_SIZE, '\0');
    DWORD sidSize = DWORD(sid.size());
    std::array<wchar_t, 256> name{};
    std::array<wchar_t, 256> domain{};
    DWORD nameLength = DWORD(name.size());
    DWORD domainLength = DWORD(domain.size());
    SID_NAME_USE use = SidTypeUnknown;
    if (!::CreateWellKnownSid(WinBuiltinAdministratorsSid, nullptr, sid.data(), &sidSize) ||
        !::LookupAccountSidW(nullptr, sid.data(), name.data(), &nameLength, domain.data(),
                             &domainLength, &use))
        return {};
    return QString::fromWCharArray(name.data());
}

bool isAdministrator(const QString &user)
{
    BYTE *read = nullptr;
    DWORD count = 0;
    DWORD total = 0;
    if (::NetUserGetLocalGroups(nullptr, wide(user), 0, LG_INCLUDE_INDIRECT, &read,
                                MAX_PREFERRED_LENGTH, &count, &total) != NERR_Success)
        return false;
    const std::unique_ptr<BYTE, FreeNetApi> memory(read);
    const QString administrators = administratorsGroup();
    const auto *groups = reinterpret_cast<const LOCALGROUP_USERS_INFO_0 *>(read);
    for (DWORD i = 0; i < count; ++i) {
        if (!administrators.isEmpty() &&
            QString::fromWCharArray(groups[i].lgrui0_name) == administrators)
            return true;
    }
    return false;
}

QString profileOf(const QString &sid)
{
    const QString key =
        QStringLiteral("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList\\") + sid;
    std::array<wchar_t, MAX_PATH + 1> path{};
    DWORD size = sizeof path; // Bytes.
    // Variables in it (%SystemDrive%) are replaced.
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, wide(key), L"ProfileImagePath",
                       RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, path.data(),
                       &size) != ERROR_SUCCESS)
        return {};
    return QString::fromWCharArray(path.data());
}

} // namespace

Result<WindowsAccount> lookUpAccount(const QString &user)
{
    WindowsAccount account;
    account.name = user;
    const QByteArray sid = user.isEmpty() || user.contains(QChar(u'\0')) ? QByteArray() : sidOf(user);
    if (!sid.isEmpty())
        account.sid = textOf(sid);
    if (account.sid.isEmpty())
        return fail(QStringLiteral("User %1 was not found").arg(user));
    account.administrator = isAdministrator(user);
    account.profile = profileOf(account.sid);
    return account;
}

// mingw's userenv.h doesn't have it.
Result<QString> createAccountProfile(const WindowsAccount &account)
{
    using CreateProfile = HRESULT(WINAPI *)(const wchar_t *, const wchar_t *, wchar_t *, DWORD);
    const QString failure =
        QStringLiteral("failed to create the profile of user %1").arg(account.name);
    const HMODULE userenv =
        ::LoadLibraryExW(L"userenv.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    const auto create =
        userenv ? reinterpret_cast<CreateProfile>(
                      reinterpret_cast<void *>(::GetProcAddress(userenv, "CreateProfile")))
                : nullptr;
    if (!create)
        return failWindows(failure);
    std::array<wchar_t, MAX_PATH + 1> path{};
    const HRESULT result =
        create(wide(account.sid), wide(account.name), path.data(), DWORD(path.size()));
    if (FAILED(result))
        return failWindows(failure, DWORD(result));
    return QString::fromWCharArray(path.data());
}

} // namespace ga

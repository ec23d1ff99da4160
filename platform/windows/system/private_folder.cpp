// SPDX-License-Identifier: Apache-2.0
// All by handles, which stay with what was looked at: a path may lead elsewhere a moment later.
#include "platform/windows/system/private_folder.h"

#include "platform/windows/system/handle.h"
#include "platform/windows/system/open_relative.h"
#include "platform/windows/system/privilege.h"
#include "platform/windows/system/security_descriptor.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QDir>
#include <QRandomGenerator>

#include <aclapi.h>
#include <winternl.h>

#include <array>
#include <cstddef>
#include <cstring>

namespace ga {

namespace {

constexpr DWORD openAsItIs = FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT;

tl::unexpected<Error> failPlainly(DWORD error)
{
    return fail(windowsErrorText(error));
}

// Not to be renamed or removed by others while it is open.
Handle openFolder(const QString &folder)
{
    constexpr DWORD access = FILE_LIST_DIRECTORY | FILE_TRAVERSE | FILE_READ_ATTRIBUTES |
                             READ_CONTROL | WRITE_DAC | WRITE_OWNER;
    return Handle(::CreateFileW(wide(folder), access, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                OPEN_EXISTING, openAsItIs, nullptr));
}

struct FreeMemory
{
    void operator()(void *memory) const { ::LocalFree(memory); }
};

bool isOwnerTrusted(const Handle &handle, const OwnerTrust &trusts)
{
    PSID owner = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    const DWORD error = ::GetSecurityInfo(handle.get(), SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION,
                                          &owner, nullptr, nullptr, nullptr, &descriptor);
    const std::unique_ptr<void, FreeMemory> holder(descriptor);
    return error == ERROR_SUCCESS && trusts(owner);
}

// Protected: nothing of the folder above is inherited, and nothing stays of what was.
DWORD secure(const Handle &handle, const SecurityDescriptor &rights)
{
    void *const descriptor = rights.attributes().lpSecurityDescriptor;
    PACL list = nullptr;
    PSID owner = nullptr;
    BOOL isPresent = FALSE;
    BOOL isDefault = FALSE;
    if (!::GetSecurityDescriptorDacl(descriptor, &isPresent, &list, &isDefault) ||
        !::GetSecurityDescriptorOwner(descriptor, &owner, &isDefault))
        return ::GetLastError();
    return ::SetSecurityInfo(handle.get(), SE_FILE_OBJECT,
                             OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION |
                                 PROTECTED_DACL_SECURITY_INFORMATION,
                             owner, nullptr, list, nullptr);
}

void remove(const Handle &handle)
{
    FILE_DISPOSITION_INFO disposition{};
    disposition.DeleteFile = TRUE;
    ::SetFileInformationByHandle(handle.get(), FileDispositionInfo, &disposition,
                                 sizeof disposition);
}

// Also a second name of a file that has its first one elsewhere: what is written to it, and what
// rights it gets, would be that one's.
bool isLink(const BY_HANDLE_FILE_INFORMATION &information)
{
    return (information.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) ||
           (information.nNumberOfLinks > 1 &&
            !(information.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY));
}

// Access to delete is asked for where it is needed: whoever has a file open need not share that.
DWORD openEntry(const Handle &folder, const QString &name, ACCESS_MASK access, Handle &entry)
{
    const RelativeOpening opening{.access = access | FILE_READ_ATTRIBUTES,
                                  .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                  .disposition = FILE_OPEN,
                                  .options = FILE_OPEN_FOR_BACKUP_INTENT};
    return openRelative(folder, name, opening, entry);
}

DWORD secureEntry(const Handle &folder, const QString &name, const SecurityDescriptor &rights)
{
    Handle entry;
    if (const DWORD error = openEntry(folder, name, READ_CONTROL | WRITE_DAC | WRITE_OWNER, entry))
        return error == ERROR_FILE_NOT_FOUND ? DWORD(ERROR_SUCCESS) : error;
    BY_HANDLE_FILE_INFORMATION information{};
    if (!::GetFileInformationByHandle(entry.get(), &information))
        return ::GetLastError();
    if (!isLink(information))
        return secure(entry, rights);
    Handle link;
    const DWORD error = openEntry(folder, name, DELETE, link);
    if (error == ERROR_SUCCESS)
        remove(link);
    return error;
}

Result<Nothing> secureAll(const Handle &handle, const QString &folder)
{
    const auto rights =
        SecurityDescriptor::parse(QStringLiteral("O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"));
    const auto filesRights =
        SecurityDescriptor::parse(QStringLiteral("O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)"));
    if (!rights || !filesRights)
        return fail((rights ? filesRights : rights).error());
    if (const DWORD error = secure(handle, *rights))
        return failPlainly(error);
    // Nobody else can make anything in it by now.
    const auto all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (const QString &name : QDir(folder).entryList(all)) {
        if (const DWORD error = secureEntry(handle, name, *filesRights))
            return fail(name + QStringLiteral(": ") + windowsErrorText(error));
    }
    return Nothing{};
}

// Whatever is there by now: it is not the agent's.
DWORD putAside(const QString &folder)
{
    const Handle handle(::CreateFileW(wide(folder), DELETE,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                      nullptr, OPEN_EXISTING, openAsItIs, nullptr));
    if (!handle.isValid())
        return ::GetLastError();
    const QString path = QStringLiteral("%1.untrusted-%2")
                             .arg(folder)
                             .arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    const qsizetype bytes = path.size() * qsizetype(sizeof(wchar_t));
    QByteArray buffer(qsizetype(sizeof(FILE_RENAME_INFO)) + bytes, '\0');
    auto *information = reinterpret_cast<FILE_RENAME_INFO *>(buffer.data());
    information->FileNameLength = DWORD(bytes);
    std::memcpy(buffer.data() + offsetof(FILE_RENAME_INFO, FileName), path.utf16(), size_t(bytes));
    return ::SetFileInformationByHandle(handle.get(), FileRenameInfo, information,
                                        DWORD(buffer.size()))
               ? DWORD(ERROR_SUCCESS)
               : ::GetLastError();
}

enum class Found { Secured, PutAside };

Result<Found> takeFolder(const QString &folder, const OwnerTrust &trusts)
{
    const auto rights = SecurityDescriptor::systemAndAdministrators();
    if (!rights)
        return fail(rights.error());
    SECURITY_ATTRIBUTES attributes = rights->attributes();
    if (!::CreateDirectoryW(wide(folder), &attributes) && ::GetLastError() != ERROR_ALREADY_EXISTS)
        return failPlainly(::GetLastError());
    Handle handle = openFolder(folder);
    BY_HANDLE_FILE_INFORMATION information{};
    if (!handle.isValid() || !::GetFileInformationByHandle(handle.get(), &information))
        return failPlainly(::GetLastError());
    if (!isOwnerTrusted(handle, trusts)) {
        handle.reset(); // It would keep the name.
        const DWORD error = putAside(folder);
        return error == ERROR_SUCCESS ? Result<Found>(Found::PutAside) : failPlainly(error);
    }
    if (information.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT)
        return fail(QStringLiteral("it is a link"));
    if (!(information.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY))
        return fail(QStringLiteral("it is a file"));
    return secureAll(handle, folder).map([](Nothing) { return Found::Secured; });
}

} // namespace

bool isTrustedOwner(PSID owner)
{
    if (::IsWellKnownSid(owner, WinLocalSystemSid) ||
        ::IsWellKnownSid(owner, WinBuiltinAdministratorsSid))
        return true;
    HANDLE opened = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &opened))
        return false;
    const Handle token(opened);
    alignas(TOKEN_USER) std::array<char, sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE> buffer;
    DWORD size = 0;
    return ::GetTokenInformation(token.get(), TokenUser, buffer.data(), DWORD(buffer.size()),
                                 &size) &&
           ::EqualSid(owner, reinterpret_cast<TOKEN_USER *>(buffer.data())->User.Sid);
}

Result<Nothing> makePrivateFolder(const QString &folder, const OwnerTrust &trusts)
{
    const QString failure = QStringLiteral("can't make %1").arg(folder);
    // Opens, and gives away, also what shuts administrators out. Without it that is an error.
    static_cast<void>(acquirePrivilege(SE_RESTORE_NAME, failure));
    auto found = takeFolder(folder, trusts);
    if (found && *found == Found::PutAside)
        found = takeFolder(folder, trusts);
    if (!found)
        return fail(failure + QStringLiteral(": ") + found.error().description);
    if (*found == Found::PutAside)
        return fail(failure + QStringLiteral(": another user keeps making it"));
    return Nothing{};
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Opens without following links, and asks Windows where the opened really is.
#include "platform/windows/accounts/guarded_directory.h"

#include "platform/windows/system/open_relative.h"
#include "platform/windows/system/security_descriptor.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <winternl.h>

namespace ga {

namespace {

tl::unexpected<Error> failPlainly(DWORD error)
{
    return fail(Error{ErrorClass::GenericError, windowsErrorText(error), int(error)});
}

tl::unexpected<Error> failAsLink()
{
    return fail(QStringLiteral("it is a link, or lies behind one"));
}

bool isLink(const Handle &handle)
{
    BY_HANDLE_FILE_INFORMATION information{};
    return !::GetFileInformationByHandle(handle.get(), &information) ||
           (information.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT);
}

// Without links and short names; empty where Windows doesn't tell.
QString finalPath(const Handle &handle)
{
    constexpr DWORD longest = 32768; // Characters.
    QString path(qsizetype(longest), Qt::Uninitialized);
    const DWORD length = ::GetFinalPathNameByHandleW(
        handle.get(), reinterpret_cast<wchar_t *>(path.data()), longest, FILE_NAME_NORMALIZED);
    path.truncate(length < longest ? qsizetype(length) : 0);
    return path;
}

bool isInside(const Handle &handle, const QString &directory, const QString &name)
{
    const QString path = finalPath(handle);
    return !path.isEmpty() && path.compare(directory + u'\\' + name, Qt::CaseInsensitive) == 0;
}

void remove(const Handle &file)
{
    FILE_DISPOSITION_INFO disposition{};
    disposition.DeleteFile = TRUE;
    ::SetFileInformationByHandle(file.get(), FileDispositionInfo, &disposition, sizeof disposition);
}

} // namespace

// The base may be reached through links: it is the administrators' to place.
Result<GuardedDirectory> GuardedDirectory::openOrMake(const AuthorizedKeysFile &file,
                                                      ULONG disposition, void *rights)
{
    const Handle base(::CreateFileW(wide(file.base), FILE_READ_ATTRIBUTES | FILE_TRAVERSE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!base.isValid())
        return failPlainly(::GetLastError());
    // Shared with whom doesn't delete: not to be renamed or removed by others while it is open.
    const RelativeOpening opening{.access = FILE_READ_ATTRIBUTES | FILE_TRAVERSE,
                                  .share = FILE_SHARE_READ | FILE_SHARE_WRITE,
                                  .disposition = disposition,
                                  .options = FILE_DIRECTORY_FILE,
                                  .rights = rights};
    GuardedDirectory directory;
    if (const DWORD error = openRelative(base, file.folder, opening, directory.m_directory))
        return failPlainly(error);
    if (isLink(directory.m_directory))
        return failAsLink();
    directory.m_finalPath = finalPath(directory.m_directory);
    return directory;
}

Result<GuardedDirectory> GuardedDirectory::open(const AuthorizedKeysFile &file)
{
    return openOrMake(file, FILE_OPEN, nullptr);
}

Result<GuardedDirectory> GuardedDirectory::make(const AuthorizedKeysFile &file)
{
    const auto rights = SecurityDescriptor::parse(file.folderRights);
    if (!rights)
        return fail(rights.error());
    return openOrMake(file, FILE_OPEN_IF, rights->attributes().lpSecurityDescriptor);
}

Result<Handle> GuardedDirectory::openFile(const QString &name, DWORD access) const
{
    return openOrMakeFile(name, access, FILE_OPEN, nullptr);
}

// The directory may have been turned into a link since it was opened, while it was empty: where
// Windows tells of another place, nothing stays there.
Result<Handle> GuardedDirectory::makeFile(const QString &name, const QString &rights) const
{
    const auto parsed = SecurityDescriptor::parse(rights);
    if (!parsed)
        return fail(parsed.error());
    return openOrMakeFile(name, GENERIC_WRITE | DELETE, FILE_CREATE,
                          parsed->attributes().lpSecurityDescriptor);
}

Result<Handle> GuardedDirectory::openOrMakeFile(const QString &name, DWORD access,
                                                ULONG disposition, void *rights) const
{
    const RelativeOpening opening{.access = access | FILE_READ_ATTRIBUTES,
                                  .share = FILE_SHARE_READ,
                                  .disposition = disposition,
                                  .options = FILE_NON_DIRECTORY_FILE,
                                  .rights = rights};
    Handle file;
    if (const DWORD error = openRelative(m_directory, name, opening, file))
        return failPlainly(error);
    if (!isLink(file) && isInside(file, m_finalPath, name))
        return file;
    if (disposition == FILE_CREATE)
        remove(file);
    return failAsLink();
}

} // namespace ga

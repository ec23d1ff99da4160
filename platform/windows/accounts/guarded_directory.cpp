// SPDX-License-Identifier: Apache-2.0
// Opens without following links, and asks Windows where the opened really is.
#include "platform/windows/accounts/guarded_directory.h"

#include "platform/windows/system/security_descriptor.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

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

// Not to be renamed or removed by others while it is open. Follows no link at its end.
Handle openDirectory(const QString &path)
{
    return Handle(::CreateFileW(wide(path), FILE_READ_ATTRIBUTES | FILE_TRAVERSE,
                                FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                                FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT,
                                nullptr));
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

} // namespace

// The base may be reached through links: it is the administrators' to place.
Result<GuardedDirectory> GuardedDirectory::open(const AuthorizedKeysFile &file)
{
    const Handle base(::CreateFileW(wide(file.base), FILE_READ_ATTRIBUTES,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!base.isValid())
        return failPlainly(::GetLastError());
    GuardedDirectory directory;
    directory.m_path = file.directory();
    directory.m_directory = openDirectory(directory.m_path);
    if (!directory.m_directory.isValid())
        return failPlainly(::GetLastError());
    if (isLink(directory.m_directory) ||
        !isInside(directory.m_directory, finalPath(base), file.folder))
        return failAsLink();
    directory.m_finalPath = finalPath(directory.m_directory);
    return directory;
}

Result<GuardedDirectory> GuardedDirectory::make(const AuthorizedKeysFile &file)
{
    const auto rights = SecurityDescriptor::parse(file.folderRights);
    if (!rights)
        return fail(rights.error());
    SECURITY_ATTRIBUTES attributes = rights->attributes();
    if (!::CreateDirectoryW(wide(file.directory()), &attributes) &&
        ::GetLastError() != ERROR_ALREADY_EXISTS)
        return failPlainly(::GetLastError());
    return open(file);
}

Result<Handle> GuardedDirectory::openFile(const QString &name, DWORD access, DWORD disposition,
                                          SECURITY_ATTRIBUTES *rights) const
{
    Handle file(::CreateFileW(wide(m_path + u'\\' + name), access, FILE_SHARE_READ, rights,
                              disposition, FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file.isValid())
        return failPlainly(::GetLastError());
    if (isLink(file) || !isInside(file, m_finalPath, name))
        return failAsLink();
    return file;
}

} // namespace ga

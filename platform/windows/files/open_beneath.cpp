// SPDX-License-Identifier: Apache-2.0
// Holds the folders that were passed, until the file is open.
#include "platform/windows/files/open_beneath.h"

#include "platform/windows/system/open_relative.h"
#include "platform/windows/system/wide_string.h"

#include <winternl.h>

#include <vector>

namespace ga {

namespace {

class HandleWalk : public NameOpener
{
public:
    HandleWalk(Handle directory, const FileAccess &access)
        : m_access(access)
    {
        m_folders.push_back(std::move(directory));
    }

    OpenedName openFolder(const QString &name) override
    {
        // Shared with whom doesn't delete: a folder that is open so can't be renamed.
        Handle folder;
        const OpenedName opened =
            open(name, FILE_TRAVERSE | FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE,
                 FILE_OPEN, FILE_DIRECTORY_FILE, folder);
        m_folders.push_back(std::move(folder));
        return opened;
    }

    OpenedName openFile(const QString &name) override
    {
        return open(name, m_access.access | FILE_READ_ATTRIBUTES, m_access.share,
                    m_access.creates ? FILE_OPEN_IF : FILE_OPEN, FILE_NON_DIRECTORY_FILE, m_file);
    }

    Handle takeFile() { return std::move(m_file); }

private:
    OpenedName open(const QString &name, ACCESS_MASK access, ULONG share, ULONG disposition,
                    ULONG options, Handle &opened)
    {
        const DWORD error = openRelative(
            m_folders.back(), name,
            {.access = access, .share = share, .disposition = disposition, .options = options},
            opened);
        if (error != ERROR_SUCCESS)
            return {.error = WindowsCode(error)};
        FILE_ATTRIBUTE_TAG_INFO information{};
        if (!::GetFileInformationByHandleEx(opened.get(), FileAttributeTagInfo, &information,
                                            sizeof information))
            return {.error = WindowsCode(::GetLastError())};
        return {information.FileAttributes, information.ReparseTag, 0};
    }

    const FileAccess m_access;
    std::vector<Handle> m_folders;
    Handle m_file;
};

} // namespace

BeneathFile openBeneathDirectory(const QString &directory, const QStringList &names,
                                 const FileAccess &access)
{
    Handle base(::CreateFileW(wide(directory), FILE_TRAVERSE | FILE_READ_ATTRIBUTES,
                              FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!base.isValid())
        return {{WalkEnd::Failed, WindowsCode(::GetLastError())}, {}};
    HandleWalk opener(std::move(base), access);
    const Walk walk = walkBeneath(opener, names);
    return {walk, walk.end == WalkEnd::Opened ? opener.takeFile() : Handle()};
}

} // namespace ga

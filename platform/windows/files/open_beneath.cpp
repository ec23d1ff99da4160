// SPDX-License-Identifier: Apache-2.0
// NtCreateFile(), which opens a name in a folder that is open (RootDirectory); CreateFile() can't.
#include "platform/windows/files/open_beneath.h"

#include "platform/windows/system/wide_string.h"

#include <winternl.h>

#include <vector>

namespace ga {

namespace {

constexpr ULONG asItIs = FILE_OPEN_REPARSE_POINT | FILE_SYNCHRONOUS_IO_NONALERT;

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
        UNICODE_STRING text;
        ::RtlInitUnicodeString(&text, wide(name));
        OBJECT_ATTRIBUTES object;
        InitializeObjectAttributes(&object, &text, OBJ_CASE_INSENSITIVE, m_folders.back().get(),
                                   nullptr);
        IO_STATUS_BLOCK state;
        HANDLE handle = nullptr;
        const NTSTATUS status =
            ::NtCreateFile(&handle, access | SYNCHRONIZE, &object, &state, nullptr,
                           FILE_ATTRIBUTE_NORMAL, share, disposition, options | asItIs, nullptr, 0);
        if (!NT_SUCCESS(status))
            return {.error = WindowsCode(::RtlNtStatusToDosError(status))};
        opened = Handle(handle);
        FILE_ATTRIBUTE_TAG_INFO information{};
        if (!::GetFileInformationByHandleEx(handle, FileAttributeTagInfo, &information,
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

// SPDX-License-Identifier: Apache-2.0
// Modes and paths into what CreateFile() takes.
#include "platform/windows/files/windows_files.h"

#include "platform/api/path_scope.h"
#include "platform/windows/files/file_path.h"
#include "platform/windows/files/open_beneath.h"
#include "platform/windows/files/windows_file.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

namespace ga {

namespace {

DWORD accessOf(const FileMode &mode)
{
    const DWORD reading = mode.reads ? GENERIC_READ : 0;
    if (mode.appends) // And no FILE_WRITE_DATA: Windows then finds the end for each write.
        return reading | FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES | SYNCHRONIZE;
    return reading | (mode.writes ? GENERIC_WRITE : 0);
}

DWORD shareOf(const FileMode &mode)
{
    return mode.writes ? FILE_SHARE_READ : FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
}

// Error: Windows' code.
tl::expected<QString, DWORD> fullPath(const QString &path)
{
    DWORD size = MAX_PATH;
    QString full;
    do {
        full.resize(qsizetype(size));
        size = ::GetFullPathNameW(wide(path), DWORD(full.size()),
                                  reinterpret_cast<wchar_t *>(full.data()), nullptr);
    } while (qsizetype(size) > full.size());
    if (size == 0)
        return tl::unexpected(::GetLastError());
    full.truncate(qsizetype(size));
    return full;
}

// The server of a pipe may learn who opens it, but not act in its name.
constexpr DWORD flags = FILE_ATTRIBUTE_NORMAL | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION;

// What `mode` asks for once the file is open. Error: Windows' code.
tl::expected<Handle, DWORD> prepared(Handle file, const FileMode &mode)
{
    // Not CREATE_ALWAYS, which would refuse a hidden file and take the attributes off others.
    if (mode.truncates && ::GetFileType(file.get()) == FILE_TYPE_DISK &&
        !::SetEndOfFile(file.get()))
        return tl::unexpected(::GetLastError());
    if (::GetFileType(file.get()) == FILE_TYPE_PIPE) { // What has nothing to give is an error then.
        DWORD state = PIPE_READMODE_BYTE | PIPE_NOWAIT;
        ::SetNamedPipeHandleState(file.get(), &state, nullptr, nullptr);
    }
    return file;
}

tl::expected<Handle, DWORD> openFile(const QString &path, const FileMode &mode)
{
    Handle file(::CreateFileW(wide(path), accessOf(mode), shareOf(mode), nullptr,
                              mode.creates ? OPEN_ALWAYS : OPEN_EXISTING, flags, nullptr));
    if (!file.isValid())
        return tl::unexpected(::GetLastError());
    return prepared(std::move(file), mode);
}

QString openFailure(const QString &path, const QString &mode)
{
    return QStringLiteral("failed to open file '%1' (mode: '%2')").arg(path, mode);
}

BeneathFile openIn(const QString &directory, const QString &path, const FileMode &mode)
{
    const auto rest = pathBeneath(path, directory);
    const auto names = rest ? namesBeneath(*rest) : std::nullopt;
    if (!names)
        return {{WalkEnd::Elsewhere, 0}, {}};
    const auto base = fullPath(directory).map(openablePath);
    if (!base)
        return {{WalkEnd::Failed, WindowsCode(base.error())}, {}};
    return openBeneathDirectory(*base, *names, {accessOf(mode), shareOf(mode), mode.creates});
}

} // namespace

Result<std::unique_ptr<GuestFile>> WindowsFiles::open(const QString &path, const QString &mode)
{
    const auto wanted = fileMode(mode);
    if (!wanted)
        return fail(QStringLiteral("invalid file open mode '%1'").arg(mode));
    auto file = fullPath(path).map(openablePath).and_then([&](const QString &name) {
        return openFile(name, *wanted);
    });
    if (!file)
        return failWindows(openFailure(path, mode), file.error());
    return std::make_unique<WindowsFile>(*std::move(file), *wanted);
}

Result<std::unique_ptr<GuestFile>> WindowsFiles::openBeneath(const QString &path,
                                                             const QString &mode,
                                                             const QList<QString> &directories)
{
    const auto wanted = fileMode(mode);
    if (!wanted)
        return fail(QStringLiteral("invalid file open mode '%1'").arg(mode));
    for (const QString &directory : directories) {
        BeneathFile opened = openIn(directory, path, *wanted);
        if (opened.walk.end == WalkEnd::Elsewhere)
            continue;
        if (opened.walk.end == WalkEnd::Failed)
            return failWindows(openFailure(path, mode), DWORD(opened.walk.error));
        if (opened.walk.end == WalkEnd::Stored)
            return fail(openFailure(path, mode) +
                        QStringLiteral(": what is in it is kept elsewhere, by deduplication or "
                                       "in a cloud"));
        auto file = prepared(std::move(opened.file), *wanted);
        if (!file)
            return failWindows(openFailure(path, mode), file.error());
        return std::make_unique<WindowsFile>(*std::move(file), *wanted);
    }
    return std::unique_ptr<GuestFile>();
}

} // namespace ga

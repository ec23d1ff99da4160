// SPDX-License-Identifier: Apache-2.0
// Reads and replaces a file of OpenSSH keys.
#include "platform/windows/accounts/key_file_access.h"

#include "platform/windows/accounts/guarded_directory.h"
#include "platform/windows/system/windows_error.h"

#include <QRandomGenerator>

#include <cstddef>
#include <cstring>

namespace ga {

namespace {

constexpr qsizetype sizeLimit = 8 * 1024 * 1024; // Bytes.

bool isMissing(const Error &error)
{
    return error.systemError == ERROR_FILE_NOT_FOUND || error.systemError == ERROR_PATH_NOT_FOUND;
}

Error withText(const QString &text, const Error &cause)
{
    return {cause.errorClass, text + QStringLiteral(": ") + cause.description, cause.systemError};
}

Error lastError()
{
    const DWORD error = ::GetLastError();
    return {ErrorClass::GenericError, windowsErrorText(error), int(error)};
}

Result<QByteArray> contentOf(const Handle &file)
{
    LARGE_INTEGER size{};
    if (!::GetFileSizeEx(file.get(), &size))
        return fail(lastError());
    if (size.QuadPart > sizeLimit)
        return fail(QStringLiteral("larger than %1 bytes").arg(sizeLimit));
    QByteArray content(qsizetype(size.QuadPart), '\0');
    DWORD got = 0;
    if (!::ReadFile(file.get(), content.data(), DWORD(content.size()), &got, nullptr))
        return fail(lastError());
    return content.first(qsizetype(got));
}

bool writeAll(const Handle &file, const QByteArray &content)
{
    DWORD written = 0;
    return ::WriteFile(file.get(), content.constData(), DWORD(content.size()), &written, nullptr) &&
           written == DWORD(content.size()) && ::FlushFileBuffers(file.get());
}

// By its handle: what is renamed is what was written, whatever lies at its path.
bool renameTo(const Handle &file, const QString &path)
{
    const qsizetype bytes = path.size() * qsizetype(sizeof(wchar_t));
    QByteArray buffer(qsizetype(sizeof(FILE_RENAME_INFO)) + bytes, '\0');
    auto *information = reinterpret_cast<FILE_RENAME_INFO *>(buffer.data());
    information->ReplaceIfExists = TRUE;
    information->FileNameLength = DWORD(bytes);
    std::memcpy(buffer.data() + offsetof(FILE_RENAME_INFO, FileName), path.utf16(), size_t(bytes));
    return ::SetFileInformationByHandle(file.get(), FileRenameInfo, information,
                                        DWORD(buffer.size()));
}

void remove(const Handle &file)
{
    FILE_DISPOSITION_INFO disposition{};
    disposition.DeleteFile = TRUE;
    ::SetFileInformationByHandle(file.get(), FileDispositionInfo, &disposition, sizeof disposition);
}

Result<Nothing> replaceIn(const GuardedDirectory &directory, const AuthorizedKeysFile &file,
                          const QByteArray &content)
{
    const QString name =
        QStringLiteral("%1.%2").arg(file.file).arg(QRandomGenerator::system()->generate64(), 0, 16);
    const auto written = directory.makeFile(name, file.fileRights);
    if (!written)
        return fail(written.error());
    if (writeAll(*written, content) && renameTo(*written, file.path()))
        return Nothing{};
    const Error error = lastError();
    remove(*written);
    return fail(error);
}

} // namespace

Result<std::optional<QByteArray>> readKeyFile(const AuthorizedKeysFile &file)
{
    const auto content =
        GuardedDirectory::open(file)
            .and_then([&](const GuardedDirectory &directory) {
                return directory.openFile(file.file, GENERIC_READ);
            })
            .and_then(&contentOf);
    if (content)
        return *content;
    if (isMissing(content.error()))
        return std::nullopt;
    return fail(withText(QStringLiteral("failed to read '%1'").arg(file.path()), content.error()));
}

Result<Nothing> replaceKeyFile(const AuthorizedKeysFile &file, const QByteArray &content)
{
    const auto directory = GuardedDirectory::make(file);
    if (!directory)
        return fail(
            withText(QStringLiteral("failed to create directory '%1'").arg(file.directory()),
                     directory.error()));
    return replaceIn(*directory, file, content).map_error([&](const Error &error) {
        return withText(QStringLiteral("failed to write to '%1'").arg(file.path()), error);
    });
}

} // namespace ga

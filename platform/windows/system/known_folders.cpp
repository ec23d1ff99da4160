// SPDX-License-Identifier: Apache-2.0
// Asks Windows where its folders are; there need not be a QCoreApplication.
#include "platform/windows/system/known_folders.h"

#include <windows.h>

#include <shlobj.h>

#include <array>

namespace ga {

QString systemFolder()
{
    std::array<wchar_t, MAX_PATH> path{};
    ::GetSystemDirectoryW(path.data(), UINT(path.size()));
    return QString::fromWCharArray(path.data());
}

QString programDataFolder()
{
    wchar_t *path = nullptr;
    const HRESULT result = ::SHGetKnownFolderPath(FOLDERID_ProgramData, 0, nullptr, &path);
    QString folder = SUCCEEDED(result) ? QString::fromWCharArray(path) : QString();
    ::CoTaskMemFree(path);
    folder.replace(u'\\', u'/');
    return folder.isEmpty() ? QStringLiteral("C:/ProgramData") : folder;
}

QString programFile()
{
    constexpr DWORD longest = 32768; // Characters of the longest path.
    QString path(qsizetype(longest), Qt::Uninitialized);
    const DWORD length = ::GetModuleFileNameW(nullptr, reinterpret_cast<wchar_t *>(path.data()),
                                              longest);
    path.truncate(qsizetype(length));
    path.replace(u'\\', u'/');
    return path;
}

QString programFolder()
{
    const QString file = programFile();
    return file.left(file.lastIndexOf(u'/'));
}

} // namespace ga

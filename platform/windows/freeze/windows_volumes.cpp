// SPDX-License-Identifier: Apache-2.0
// Asks the mount manager ("Enumerating Volumes").
#include "platform/windows/freeze/windows_volumes.h"

#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <array>
#include <memory>
#include <vector>

namespace ga {

namespace {

using Name = std::array<wchar_t, MAX_PATH + 1>;

struct FindClose
{
    void operator()(void *find) const { ::FindVolumeClose(find); }
};

QList<QString> mountpoints(const QString &name)
{
    DWORD size = MAX_PATH + 1;
    for (;;) {
        std::vector<wchar_t> paths(size);
        if (::GetVolumePathNamesForVolumeNameW(wide(name), paths.data(), size, &size)) {
            QString text = QString::fromWCharArray(paths.data(), qsizetype(size));
            return text.split(QChar(u'\0'), Qt::SkipEmptyParts);
        }
        if (::GetLastError() != ERROR_MORE_DATA)
            return {};
    }
}

// "\\?\Volume{...}\" is a link of the namespace of devices, under the name between the slashes.
QString device(const QString &name)
{
    const QString link = name.mid(4).chopped(1);
    Name target = {};
    const DWORD size = ::QueryDosDeviceW(wide(link), target.data(), DWORD(target.size()));
    return size == 0 ? QString() : QString::fromWCharArray(target.data());
}

Volume describe(const QString &name)
{
    Volume volume{.name = name, .mountpoints = mountpoints(name), .device = device(name)};
    volume.isFixed = ::GetDriveTypeW(wide(volume.label())) == DRIVE_FIXED;
    Name type = {};
    DWORD flags = 0;
    // A drive without a medium would ask for one, were it not a fixed disk.
    if (volume.isFixed && ::GetVolumeInformationW(wide(name), nullptr, 0, nullptr, nullptr, &flags,
                                                  type.data(), DWORD(type.size()))) {
        volume.type = QString::fromWCharArray(type.data());
        volume.isReadOnly = (flags & FILE_READ_ONLY_VOLUME) != 0;
    }
    return volume;
}

} // namespace

Result<QList<Volume>> windowsVolumes()
{
    QList<Volume> volumes;
    Name name = {};
    HANDLE handle = ::FindFirstVolumeW(name.data(), DWORD(name.size()));
    if (handle == INVALID_HANDLE_VALUE)
        return failWindows(QStringLiteral("failed to list the volumes"));
    const std::unique_ptr<void, FindClose> find(handle);
    do {
        volumes.append(describe(QString::fromWCharArray(name.data())));
    } while (::FindNextVolumeW(handle, name.data(), DWORD(name.size())));
    if (::GetLastError() != ERROR_NO_MORE_FILES)
        return failWindows(QStringLiteral("failed to list the volumes"));
    return volumes;
}

} // namespace ga

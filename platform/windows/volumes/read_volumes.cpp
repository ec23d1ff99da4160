// SPDX-License-Identifier: Apache-2.0
// FindFirstVolume() and what else Windows tells of a volume.
#include "platform/windows/volumes/read_volumes.h"

#include "platform/windows/disks/device_control.h"
#include "platform/windows/disks/storage_decoder.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

#include <winioctl.h>

#include <array>
#include <memory>

namespace ga {

namespace {

struct CloseSearch
{
    void operator()(HANDLE search) const { ::FindVolumeClose(search); }
};

// A drive without a medium must be an error, not a window that asks for one.
class QuietDrives
{
public:
    QuietDrives() { ::SetThreadErrorMode(SEM_FAILCRITICALERRORS, &m_before); }
    ~QuietDrives() { ::SetThreadErrorMode(m_before, nullptr); }
    Q_DISABLE_COPY_MOVE(QuietDrives)

private:
    DWORD m_before = 0;
};

QList<QString> mountpointsOf(const QString &name)
{
    DWORD length = MAX_PATH;
    QList<wchar_t> paths(length);
    while (!::GetVolumePathNamesForVolumeNameW(wide(name), paths.data(), length, &length)) {
        if (::GetLastError() != ERROR_MORE_DATA)
            return {};
        paths.resize(qsizetype(length));
    }
    return QString::fromWCharArray(paths.constData(), qsizetype(length))
        .split(QChar(u'\0'), Qt::SkipEmptyParts);
}

// "\\?\Volume{...}\" is a link of the namespace of devices, under the name between the slashes.
QString deviceOf(const QString &name)
{
    const QString link = name.mid(4).chopped(1);
    std::array<wchar_t, MAX_PATH + 1> target{};
    const DWORD size = ::QueryDosDeviceW(wide(link), target.data(), DWORD(target.size()));
    return size == 0 ? QString() : QString::fromWCharArray(target.data());
}

void readFileSystem(Volume &volume)
{
    std::array<wchar_t, MAX_PATH + 1> type{};
    DWORD flags = 0;
    if (!::GetVolumeInformationW(wide(volume.name), nullptr, 0, nullptr, nullptr, &flags,
                                 type.data(), DWORD(type.size())))
        return;
    volume.type = QString::fromWCharArray(type.data());
    volume.isReadOnly = (flags & FILE_READ_ONLY_VOLUME) != 0;
}

// By the volume's name, so that one that is mounted nowhere has a size too.
void readSize(Volume &volume)
{
    ULARGE_INTEGER total{};
    ULARGE_INTEGER free{};
    if (!::GetDiskFreeSpaceExW(wide(volume.name), nullptr, &total, &free))
        return;
    volume.totalBytes = total.QuadPart;
    volume.freeBytes = free.QuadPart;
}

// Without the backslash at its end the name is that of the device, not of its root directory.
QList<quint32> disksOf(const QString &name)
{
    const Handle device = openDevice(name.chopped(1), 0);
    const auto extents = controlDevice(device, IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS, {}, 1024);
    return extents ? decodeDiskExtents(*extents) : QList<quint32>();
}

Volume describe(const QString &name)
{
    Volume volume;
    volume.name = name;
    volume.mountpoints = mountpointsOf(name);
    volume.device = deviceOf(name);
    volume.isFixed = ::GetDriveTypeW(wide(volume.label())) == DRIVE_FIXED;
    readFileSystem(volume);
    if (!volume.type.isEmpty()) {
        readSize(volume);
        volume.disks = disksOf(name);
    }
    return volume;
}

} // namespace

Result<QList<Volume>> readVolumes()
{
    const QuietDrives quiet;
    std::array<wchar_t, MAX_PATH> name{};
    const HANDLE found = ::FindFirstVolumeW(name.data(), DWORD(name.size()));
    if (found == INVALID_HANDLE_VALUE)
        return failWindows(QStringLiteral("failed to list the volumes"));
    const std::unique_ptr<void, CloseSearch> search(found);
    QList<Volume> volumes;
    do
        volumes.append(describe(QString::fromWCharArray(name.data())));
    while (::FindNextVolumeW(search.get(), name.data(), DWORD(name.size())));
    if (::GetLastError() != ERROR_NO_MORE_FILES)
        return failWindows(QStringLiteral("failed to list the volumes"));
    return volumes;
}

} // namespace ga

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

QStringList mountPathsOf(const QString &name)
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

QString fileSystemOf(const QString &name)
{
    std::array<wchar_t, MAX_PATH + 1> type{};
    const BOOL read = ::GetVolumeInformationW(wide(name), nullptr, 0, nullptr, nullptr, nullptr,
                                              type.data(), DWORD(type.size()));
    return read ? QString::fromWCharArray(type.data()) : QString();
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
    volume.mountPaths = mountPathsOf(name);
    volume.fixed = ::GetDriveTypeW(wide(name)) == DRIVE_FIXED;
    volume.fileSystem = fileSystemOf(name);
    if (!volume.fileSystem.isEmpty()) {
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
        return failWindows(QStringLiteral("failed to find any volume"));
    const std::unique_ptr<void, CloseSearch> search(found);
    QList<Volume> volumes;
    do
        volumes.append(describe(QString::fromWCharArray(name.data())));
    while (::FindNextVolumeW(search.get(), name.data(), DWORD(name.size())));
    return volumes;
}

} // namespace ga

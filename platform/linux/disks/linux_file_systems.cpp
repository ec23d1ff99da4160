// SPDX-License-Identifier: Apache-2.0
// One entry for each local file system of the mount table.
#include "platform/linux/disks/linux_file_systems.h"

#include "platform/linux/disks/disk_address.h"
#include "platform/linux/mounts/mount_access.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/statvfs.h>

namespace ga {

namespace {

// One that does not answer for so long is listed without its sizes.
constexpr std::chrono::seconds patience(3);

struct Sizes
{
    std::optional<quint64> used;
    std::optional<quint64> total;
    std::optional<quint64> totalPrivileged;
};

int readSizes(const LocalFileSystem &fileSystem, Sizes &sizes)
{
    const auto directory = openFileSystem(fileSystem, O_PATH);
    struct statvfs status = {};
    if (!directory)
        return directory.error().systemError;
    if (::fstatvfs(directory->number(), &status) != 0)
        return errno;
    const quint64 blockSize = status.f_frsize;
    sizes.used = (status.f_blocks - status.f_bfree) * blockSize;
    sizes.total = *sizes.used + status.f_bavail * blockSize;
    sizes.totalPrivileged = status.f_blocks * blockSize;
    return 0;
}

// Side by side, so that several that hang cost the patience only once.
std::vector<Sizes> sizesOf(const QList<LocalFileSystem> &fileSystems, PatientCalls &calls)
{
    std::vector<PatientCalls::Call> reading;
    std::vector<std::shared_ptr<Sizes>> read;
    for (const LocalFileSystem &each : fileSystems) {
        const auto sizes = read.emplace_back(std::make_shared<Sizes>());
        reading.push_back({each.device, [each, sizes] { return readSizes(each, *sizes); }});
    }
    const auto ended = calls.run(std::move(reading), patience);
    std::vector<Sizes> sizes;
    for (size_t i = 0; i < read.size(); ++i)
        sizes.push_back(ended[i] ? *read[i] : Sizes());
    return sizes;
}

} // namespace

FileSystemInfo LinuxFileSystems::describe(const LocalFileSystem &fileSystem) const
{
    const QByteArray directory = m_sysfs.directoryOf(fileSystem.device);
    return {.name = QFile::decodeName(directory.isEmpty() ? fileSystem.device.text()
                                                          : baseName(directory)),
            .mountpoint = QFile::decodeName(fileSystem.directory),
            .type = QString::fromUtf8(fileSystem.type),
            .disk = diskAddressesBelow(m_sysfs, directory, *m_properties)};
}

Result<QList<FileSystemInfo>> LinuxFileSystems::list()
{
    const auto mounts = m_mounts->read();
    if (!mounts)
        return fail(mounts.error());
    const QList<LocalFileSystem> fileSystems = localFileSystems(*mounts, m_lookup);
    const std::vector<Sizes> sizes = sizesOf(fileSystems, m_calls);
    QList<FileSystemInfo> infos;
    for (qsizetype i = fileSystems.size() - 1; i >= 0; --i) {
        FileSystemInfo info = describe(fileSystems[i]);
        info.usedBytes = sizes[size_t(i)].used;
        info.totalBytes = sizes[size_t(i)].total;
        info.totalBytesPrivileged = sizes[size_t(i)].totalPrivileged;
        infos.append(std::move(info));
    }
    return infos;
}

} // namespace ga

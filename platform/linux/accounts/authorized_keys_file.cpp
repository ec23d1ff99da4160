// SPDX-License-Identifier: Apache-2.0
// Reads and replaces ~/.ssh/authorized_keys.
#include "platform/linux/accounts/authorized_keys_file.h"

#include "platform/linux/system/regular_file.h"

#include <QRandomGenerator>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <linux/magic.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <iterator>

namespace ga {

namespace {

constexpr qsizetype sizeLimit = 8 * 1024 * 1024;
constexpr char fileName[] = "authorized_keys";

int openDirectoryAt(const QByteArray &path)
{
    return ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

// A link of the user's may lead there. What /proc/self has is the agent's, which is root, and the
// identity that a thread takes on for files does not keep it from being read.
bool isOnPseudoFileSystem(const Descriptor &file)
{
    constexpr quint32 pseudo[] = {PROC_SUPER_MAGIC,    SYSFS_MAGIC,   CGROUP_SUPER_MAGIC,
                                  CGROUP2_SUPER_MAGIC, DEBUGFS_MAGIC, TRACEFS_MAGIC,
                                  SECURITYFS_MAGIC,    SELINUX_MAGIC, BPF_FS_MAGIC};
    struct statfs status = {};
    return ::fstatfs(file.number(), &status) != 0 ||
           std::ranges::find(pseudo, quint32(status.f_type)) != std::end(pseudo);
}

// 0, or errno.
int writeAll(const Descriptor &file, QByteArrayView content)
{
    while (!content.isEmpty()) {
        const ssize_t written = ::write(file.number(), content.data(), size_t(content.size()));
        if (written < 0 && errno != EINTR)
            return errno;
        content = content.sliced(std::max<ssize_t>(written, 0));
    }
    return ::fsync(file.number()) == 0 ? 0 : errno;
}

} // namespace

AuthorizedKeysFile::AuthorizedKeysFile(const QByteArray &home)
    : m_directory((home.endsWith('/') ? home : home + '/') + ".ssh")
    , m_path(m_directory + '/' + fileName)
{}

Result<QByteArray> AuthorizedKeysFile::read() const
{
    const auto file = openForReading(m_path);
    const QString path = QString::fromUtf8(m_path);
    if (!file) {
        return failSystem(QStringLiteral("failed to read '%1': Failed to open file “%1”").arg(path),
                          file.error().systemError);
    }
    if (isOnPseudoFileSystem(*file))
        return fail(QStringLiteral("failed to read '%1': not on a disk's file system").arg(path));
    return readRegularFile(*file, m_path, sizeLimit);
}

Result<Nothing> AuthorizedKeysFile::replace(const QByteArray &content) const
{
    if (content.size() > sizeLimit)
        return failedToWrite(EFBIG);
    auto directory = openDirectory();
    if (!directory)
        return fail(std::move(directory).error());
    const QByteArray name = fileName + QByteArray(".") +
                            QByteArray::number(QRandomGenerator::system()->generate64(), 16);
    const auto written = writeTo(*directory, name, content);
    if (!written)
        ::unlinkat(directory->number(), name.constData(), 0);
    else
        ::fsync(directory->number());
    return written;
}

Result<Descriptor> AuthorizedKeysFile::openDirectory() const
{
    Descriptor directory(openDirectoryAt(m_directory));
    int error = directory.isValid() ? 0 : errno;
    if (error == ENOENT) {
        error = ::mkdir(m_directory.constData(), 0700) == 0 ? 0 : errno;
        if (error == 0)
            directory = Descriptor(openDirectoryAt(m_directory));
        if (error == 0 && !directory.isValid())
            error = errno;
    }
    if (error != 0)
        return failSystem(
            QStringLiteral("failed to create directory '%1'").arg(QString::fromUtf8(m_directory)),
            error);
    return directory;
}

Result<Nothing> AuthorizedKeysFile::writeTo(const Descriptor &directory, const QByteArray &name,
                                            const QByteArray &content) const
{
    const Descriptor file(::openat(directory.number(), name.constData(),
                                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isValid())
        return failedToWrite(errno);
    if (const int error = writeAll(file, content))
        return failedToWrite(error);
    if (::renameat(directory.number(), name.constData(), directory.number(), fileName) != 0)
        return failedToWrite(errno);
    return Nothing{};
}

tl::unexpected<Error> AuthorizedKeysFile::failedToWrite(int errorNumber) const
{
    return failSystem(QStringLiteral("failed to write to '%1'").arg(QString::fromUtf8(m_path)),
                      errorNumber);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// One file system after the other: trimming keeps its device busy.
#include "platform/linux/freeze/linux_trimmer.h"

#include "platform/linux/mounts/mount_access.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>

namespace ga {

namespace {

QString openError(MountAccessError error)
{
    const QString text = QStringLiteral("failed to open");
    return error.systemError == 0
               ? text + QStringLiteral(": another file system is mounted over it")
               : Error::system(text, error.systemError).description;
}

QString trimError(int error)
{
    return error == ENOTTY || error == EOPNOTSUPP
               ? QStringLiteral("trim not supported")
               : Error::system(QStringLiteral("failed to trim"), error).description;
}

} // namespace

// A read-only file system would be trimmed by some kernels; but who mounts it so wants it left as
// it is.
TrimResult LinuxTrimmer::trimOne(const LocalFileSystem &fileSystem, qint64 minimum)
{
    TrimResult result{.path = QFile::decodeName(fileSystem.directory)};
    const auto directory = openFileSystem(fileSystem, O_RDONLY);
    if (!directory) {
        result.error = openError(directory.error());
        return result;
    }
    quint64 smallest = quint64(minimum);
    quint64 trimmed = 0;
    const int error =
        fileSystem.readOnly ? EROFS : m_superblocks->trim(directory->number(), smallest, trimmed);
    if (error != 0) {
        result.error = trimError(error);
        return result;
    }
    result.trimmed = qint64(trimmed);
    result.minimum = qint64(smallest);
    return result;
}

Result<TrimReply> LinuxTrimmer::trim(qint64 minimum)
{
    const auto mounts = m_mounts->read();
    if (!mounts)
        return fail(mounts.error());
    const QList<LocalFileSystem> fileSystems = localFileSystems(*mounts);
    TrimReply reply;
    for (auto fileSystem = fileSystems.rbegin(); fileSystem != fileSystems.rend(); ++fileSystem)
        reply.paths.append(trimOne(*fileSystem, minimum));
    return reply;
}

} // namespace ga

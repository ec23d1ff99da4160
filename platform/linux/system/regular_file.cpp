// SPDX-License-Identifier: Apache-2.0
// Reading of regular files, bounded and without waiting.
#include "platform/linux/system/regular_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace ga {

namespace {

QString failedToRead(const QByteArray &name)
{
    return QStringLiteral("failed to read '%1'").arg(QString::fromUtf8(name));
}

// Reads on to the end of the file. sysfs and proc files have no size, so it takes the end to know
// it.
Result<QByteArray> readAll(int file, const QByteArray &name, qsizetype limit)
{
    QByteArray content;
    char chunk[16384];
    for (;;) {
        const ssize_t count = ::read(file, chunk, sizeof chunk);
        if (count == 0)
            return content;
        if (count > 0)
            content.append(chunk, count);
        else if (errno != EINTR)
            return failSystem(failedToRead(name), errno);
        if (content.size() > limit)
            return fail(failedToRead(name) + QStringLiteral(": larger than %1 bytes").arg(limit));
    }
}

} // namespace

Result<Descriptor> openForReading(const QByteArray &path)
{
    Descriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file.isValid())
        return failSystem(QStringLiteral("failed to open '%1'").arg(QString::fromUtf8(path)),
                          errno);
    return file;
}

Result<QByteArray> readRegularFile(const Descriptor &file, const QByteArray &name, qsizetype limit)
{
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0)
        return failSystem(failedToRead(name), errno);
    if (!S_ISREG(status.st_mode))
        return fail(failedToRead(name) + QStringLiteral(": not a regular file"));
    return readAll(file.number(), name, limit);
}

Result<QByteArray> readRegularFile(const QByteArray &path, qsizetype limit)
{
    return openForReading(path).and_then(
        [&](const Descriptor &file) { return readRegularFile(file, path, limit); });
}

} // namespace ga

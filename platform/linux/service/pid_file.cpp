// SPDX-License-Identifier: Apache-2.0
// The pid file: "PID\n", readable by its owner, locked as qemu-ga locks it, so that the two see
// each other.
#include "platform/api/service_host.h"
#include "platform/linux/descriptor.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace ga {

namespace {

class LockedPidFile : public PidFile
{
public:
    LockedPidFile(QByteArray path, Descriptor file)
        : m_path(std::move(path))
        , m_file(std::move(file))
    {}

    // Removed before it is unlocked, so that what another process locks is never what is removed
    // here.
    ~LockedPidFile() override { ::unlink(m_path.constData()); }

private:
    QByteArray m_path;
    Descriptor m_file;
};

bool lockFile(const Descriptor &file)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return ::fcntl(file.number(), F_SETLK, &lock) == 0;
}

// Whether `path` still is the file that was opened: the process that had it may have removed it in
// between.
bool isStill(const QByteArray &path, const Descriptor &file)
{
    struct stat opened = {};
    struct stat present = {};
    return ::fstat(file.number(), &opened) == 0 && ::lstat(path.constData(), &present) == 0 &&
           opened.st_dev == present.st_dev && opened.st_ino == present.st_ino;
}

// The file, locked and ours.
Result<Descriptor> acquire(const QByteArray &path)
{
    for (;;) {
        Descriptor file(::open(path.constData(),
                               O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600));
        if (!file.isValid()) {
            return failSystem(QStringLiteral("Could not create '%1'").arg(QFile::decodeName(path)),
                              errno);
        }
        if (!lockFile(file))
            return failSystem(QStringLiteral("Cannot lock pid file"), errno);
        if (isStill(path, file))
            return file;
    }
}

bool writePid(const Descriptor &file)
{
    const QByteArray text = QByteArray::number(qint64(::getpid())) + '\n';
    return ::ftruncate(file.number(), 0) == 0 &&
           ::write(file.number(), text.constData(), size_t(text.size())) == text.size();
}

} // namespace

Result<std::unique_ptr<PidFile>> createPidFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    auto file = acquire(name);
    if (!file)
        return fail(std::move(file).error());
    const bool isWritten = writePid(*file);
    const int error = errno;
    auto pidFile = std::make_unique<LockedPidFile>(name, std::move(*file));
    if (!isWritten)
        return failSystem(QStringLiteral("Failed to write pid file"), error);
    return pidFile;
}

} // namespace ga

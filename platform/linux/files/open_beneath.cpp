// SPDX-License-Identifier: Apache-2.0
// openat2(2), and a walk for kernels that lack it.
#include "platform/linux/files/open_beneath.h"

#include <QByteArrayList>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

namespace ga {

namespace {

constexpr mode_t newFile = 0666;

// Something was renamed on the way, and the kernel can't tell whether the path left the directory.
constexpr int mostTries = 16;

Descriptor openResolved(int directory, const QByteArray &rest, int flags)
{
    open_how how{};
    how.flags = quint64(flags);
    how.mode = flags & O_CREAT ? newFile : 0;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    long number = -1;
    for (int i = 0; i < mostTries; ++i) {
        number = ::syscall(SYS_openat2, directory, rest.constData(), &how, sizeof how);
        if (number >= 0 || errno != EAGAIN)
            break;
    }
    return Descriptor(int(number));
}

// An existing file is opened without O_CREAT, as PosixFiles::open() does.
Descriptor openOrCreate(int flags, const std::function<Descriptor(int)> &open)
{
    Descriptor existing = open(flags & ~O_CREAT);
    if (existing.isValid() || errno != ENOENT || !(flags & O_CREAT))
        return existing;
    return open(flags);
}

} // namespace

Descriptor walkBeneath(int directory, const QByteArray &rest, int flags)
{
    QByteArrayList parts = rest.split('/');
    const QByteArray last = parts.takeLast();
    Descriptor folder;
    for (const QByteArray &part : parts) {
        if (part == "..") {
            errno = EXDEV;
            return {};
        }
        const int from = folder.isValid() ? folder.number() : directory;
        Descriptor next(
            ::openat(from, part.constData(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!next.isValid())
            return next;
        folder = std::move(next);
    }
    const int from = folder.isValid() ? folder.number() : directory;
    Descriptor file(last == ".." ? -1
                                 : ::openat(from, last.constData(), flags | O_NOFOLLOW, newFile));
    if (last == ".." || (!file.isValid() && errno == ELOOP))
        errno = EXDEV;
    return file;
}

Descriptor openBeneathDirectory(const QByteArray &directory, const QByteArray &rest, int flags)
{
    const Descriptor base(::open(directory.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!base.isValid())
        return {};
    Descriptor file =
        openOrCreate(flags, [&](int with) { return openResolved(base.number(), rest, with); });
    if (file.isValid() || (errno != ENOSYS && errno != EPERM))
        return file;
    // A sandbox may forbid openat2(2) with EPERM; what is really forbidden fails here again.
    return openOrCreate(flags, [&](int with) { return walkBeneath(base.number(), rest, with); });
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// read(2) and write(2), until done.
#include "platform/linux/files/posix_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace ga {

namespace {

template <typename Call>
ssize_t retryInterrupted(Call call)
{
    ssize_t result;
    do
        result = call();
    while (result < 0 && errno == EINTR);
    return result;
}

} // namespace

PosixFile::PosixFile(Descriptor descriptor)
    : m_descriptor(std::move(descriptor))
{}

// How much to allocate at first: what the file still has and one byte more, with which the end is
// met. What tells no size, as a pipe or a file of /proc, grows from 64 KiB.
qint64 PosixFile::firstReadSize(qint64 count) const
{
    constexpr qint64 unknown = 64 * 1024;
    struct stat status;
    if (::fstat(m_descriptor.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::min(count, unknown);
    const qint64 position = ::lseek(m_descriptor.number(), 0, SEEK_CUR);
    const qint64 rest = qint64(status.st_size) - position;
    if (count == 0 || rest <= 0)
        return std::min(count, unknown);
    return std::min(count - 1, rest) + 1; // A sparse file may be as large as the type: no rest + 1.
}

Result<GuestFile::Chunk> PosixFile::read(qint64 count)
{
    Chunk chunk{QByteArray(firstReadSize(count), Qt::Uninitialized), false};
    qint64 filled = 0;
    while (filled < count && !chunk.eof) {
        if (filled == chunk.bytes.size())
            chunk.bytes.resize(std::min(count, 2 * filled));
        const ssize_t got = retryInterrupted([&] {
            return ::read(m_descriptor.number(), chunk.bytes.data() + filled,
                          size_t(chunk.bytes.size() - filled));
        });
        if (got < 0 && filled == 0)
            return failSystem(QStringLiteral("failed to read file"), errno);
        if (got < 0)
            break;
        chunk.eof = got == 0;
        filled += got;
    }
    chunk.bytes.truncate(filled);
    return chunk;
}

Result<qint64> PosixFile::write(QByteArrayView bytes)
{
    m_shortWriteError = 0;
    qint64 written = 0;
    while (written < bytes.size()) {
        const ssize_t got = retryInterrupted([&] {
            return ::write(m_descriptor.number(), bytes.data() + written,
                           size_t(bytes.size() - written));
        });
        if (got < 0 && written == 0)
            return failSystem(QStringLiteral("failed to write to file"), errno);
        if (got < 0) {
            m_shortWriteError = errno;
            break;
        }
        written += got;
    }
    return written;
}

Result<qint64> PosixFile::seek(qint64 offset, Whence whence)
{
    static constexpr std::array origins{SEEK_SET, SEEK_CUR, SEEK_END};
    const off_t position = ::lseek(m_descriptor.number(), offset, origins[size_t(whence)]);
    if (position < 0)
        return failSystem(QStringLiteral("failed to seek file"), errno);
    return position;
}

Result<Nothing> PosixFile::flush()
{
    if (const int error = std::exchange(m_shortWriteError, 0))
        return failSystem(QStringLiteral("failed to flush file"), error);
    return Nothing{};
}

Result<Nothing> PosixFile::close()
{
    const int closeError = ::close(m_descriptor.release()) == 0 ? 0 : errno;
    if (const int error = m_shortWriteError ? m_shortWriteError : closeError)
        return failSystem(QStringLiteral("failed to close handle"), error);
    return Nothing{};
}

} // namespace ga

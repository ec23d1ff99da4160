// SPDX-License-Identifier: Apache-2.0
// Reads without ever waiting.
#include "platform/linux/doctor/log_tails.h"

#include "platform/linux/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace ga {

namespace {

constexpr off_t tailSize = 1024 * 1024;
constexpr qsizetype largestBuffer = 16 * 1024 * 1024;
constexpr size_t largestRecord = 64 * 1024; // The kernel's are below 8 KiB.

Descriptor openLog(const QByteArray &path)
{
    return Descriptor(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
}

// Records until there is none at present; one that was overwritten meanwhile (EPIPE) is passed
// over.
std::optional<QByteArray> readAll(const Descriptor &log)
{
    QByteArray text;
    QByteArray record(largestRecord, Qt::Uninitialized);
    while (text.size() < largestBuffer) {
        const ssize_t count = ::read(log.number(), record.data(), largestRecord);
        if (count > 0)
            text.append(record.constData(), count);
        else if (count == 0 || errno == EAGAIN)
            return text;
        else if (errno != EINTR && errno != EPIPE)
            return std::nullopt;
    }
    return text;
}

} // namespace

std::optional<QByteArray> tailOfFile(const QByteArray &path)
{
    const Descriptor log = openLog(path);
    if (!log.isValid())
        return std::nullopt;
    const off_t size = ::lseek(log.number(), 0, SEEK_END);
    if (size < 0 || ::lseek(log.number(), qMax<off_t>(0, size - tailSize), SEEK_SET) < 0)
        return std::nullopt;
    return readAll(log);
}

std::optional<QByteArray> kernelBuffer(const QByteArray &path)
{
    const Descriptor log = openLog(path);
    return log.isValid() ? readAll(log) : std::nullopt;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Files of proc and sysfs have no size before they are read, and may fail in the middle.
#include "platform/linux/system/text_file.h"

#include "platform/linux/descriptor.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>

namespace ga {

namespace {

constexpr qsizetype largestFile = 16 * 1024 * 1024;
constexpr qsizetype pieceSize = 64 * 1024;

tl::unexpected<Error> failedTo(const char *call, const QByteArray &path, int errorNumber)
{
    return failSystem(
        QStringLiteral("%1(\"%2\")").arg(QLatin1StringView(call), QFile::decodeName(path)),
        errorNumber);
}

} // namespace

Result<QByteArray> readTextFile(const QByteArray &path)
{
    const Descriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file.isValid())
        return failedTo("open", path, errno);
    QByteArray text;
    while (text.size() < largestFile) {
        const qsizetype end = text.size();
        text.resize(end + pieceSize);
        const ssize_t count = ::read(file.number(), text.data() + end, pieceSize);
        const int errorNumber = errno;
        text.resize(end + qMax<ssize_t>(count, 0));
        if (count == 0)
            return text;
        if (count < 0 && errorNumber != EINTR)
            return failedTo("read", path, errorNumber);
    }
    return text;
}

} // namespace ga

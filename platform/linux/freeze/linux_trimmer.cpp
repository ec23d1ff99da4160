// SPDX-License-Identifier: Apache-2.0
// One file system after the other: trimming keeps its device busy.
#include "platform/linux/freeze/linux_trimmer.h"

#include <QFile>

#include <cerrno>

namespace ga {

namespace {

QString failedTo(const char *what)
{
    return QStringLiteral("failed to %1").arg(QLatin1StringView(what));
}

QString noAnswer(const QString &text, std::chrono::milliseconds patience)
{
    return text + QStringLiteral(": ") + noAnswerFor(patience);
}

QString openError(MountAccessError error)
{
    return error.systemError == 0
               ? failedTo("open") + QStringLiteral(": another file system is mounted over it")
               : Error::system(failedTo("open"), error.systemError).description;
}

QString trimError(int error)
{
    return error == ENOTTY || error == EOPNOTSUPP
               ? QStringLiteral("trim not supported")
               : Error::system(failedTo("trim"), error).description;
}

} // namespace

// A read-only file system would be trimmed by some kernels; but who mounts it so wants it left as
// it is.
TrimResult LinuxTrimmer::trimOne(const LocalFileSystem &fileSystem, qint64 minimum)
{
    TrimResult result{.path = QFile::decodeName(fileSystem.directory)};
    if (m_calls.hangOn(fileSystem)) {
        result.error =
            failedTo("trim") + QStringLiteral(": it has not answered an earlier call yet");
        return result;
    }
    const auto opened = m_calls.open({&fileSystem}).front();
    if (!opened || !*opened) {
        result.error = opened ? openError(opened->error())
                              : noAnswer(failedTo("open"), m_calls.patience().open);
        return result;
    }
    if (fileSystem.readOnly) {
        result.error = trimError(EROFS);
        return result;
    }
    const auto trimmed = m_calls.trim({fileSystem, **opened}, quint64(minimum));
    if (!trimmed || trimmed->error != 0) {
        result.error = trimmed ? trimError(trimmed->error)
                               : noAnswer(failedTo("trim"), m_calls.patience().trim);
        return result;
    }
    result.trimmed = qint64(trimmed->bytes);
    result.minimum = qint64(trimmed->minimum);
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

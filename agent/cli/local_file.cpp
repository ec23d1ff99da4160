// SPDX-License-Identifier: Apache-2.0
// QFile to read, QSaveFile to write.
#include "cli/local_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace ga {

namespace {

// By its descriptor: of a FILE that is a pipe, QFile takes the end for an error on Windows.
constexpr int standardInput = 0;

tl::unexpected<ClientError> failure(const QString &form, const QString &path, const QString &cause)
{
    return clientFail(ClientError::Kind::Failed, form.arg(path, cause));
}

} // namespace

ClientResult<LocalSource> LocalSource::open(const QString &path)
{
    const QString form = QStringLiteral("can't read %1: %2");
    constexpr auto mode = QIODevice::ReadOnly | QIODevice::Unbuffered;
    const bool standard = path == u"-";
    if (!standard && QFileInfo(path).isDir())
        return failure(form, path, QStringLiteral("it is a directory; only files are copied"));
    auto file = std::make_unique<QFile>(path);
    if (!(standard ? file->open(standardInput, mode) : file->open(mode)))
        return failure(form, path, file->errorString());
    return LocalSource(std::move(file));
}

qint64 LocalSource::size() const
{
    return m_file->isSequential() ? 0 : m_file->size();
}

ClientResult<LocalDestination> LocalDestination::open(const QString &path)
{
    const QString form = QStringLiteral("can't write %1: %2");
    if (path == u"-") {
        auto file = std::make_unique<QFile>();
        if (!file->open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
            return failure(form, QStringLiteral("the standard output"), file->errorString());
        return LocalDestination(std::move(file));
    }
    const QFileInfo there(path);
    if (there.isDir())
        return failure(form, path, QStringLiteral("it is a directory; name the file"));
    if (there.exists() && !there.isFile())
        return failure(form, path, QStringLiteral("it is no regular file; use - and redirect"));
    auto file = std::make_unique<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return failure(form, path, file->errorString());
    return LocalDestination(std::move(file));
}

ClientResult<std::monostate> LocalDestination::commit()
{
    auto *saved = qobject_cast<QSaveFile *>(m_file.get());
    if (saved ? saved->commit() : m_file->flush())
        return std::monostate();
    return clientFail(ClientError::Kind::Failed,
                      QStringLiteral("can't write the destination: %1").arg(m_file->errorString()));
}

} // namespace ga

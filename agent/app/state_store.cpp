// SPDX-License-Identifier: Apache-2.0
// Reads and writes the state file.
#include "app/state_store.h"

#include "app/key_file.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QMutexLocker>
#include <QSaveFile>

#include <limits>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(log, "ga.state")

constexpr qint64 largestFile = 64 * 1024; // Bytes; it has two lines.

QString groupName()
{
    return QStringLiteral("global");
}

QString keyName()
{
    return QStringLiteral("fd_counter");
}

Result<QByteArray> readState(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return fail(QStringLiteral("Not a regular file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.errorString());
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile)
        return fail(QStringLiteral("larger than %1 bytes").arg(largestFile));
    return text;
}

Result<qint64> parseCounter(const QByteArray &text)
{
    const auto file = KeyFile::parse(text);
    if (!file)
        return fail(file.error());
    const auto value = file->value(groupName(), keyName());
    if (!value)
        return fail(value.error());
    if (!*value)
        return StateStore::firstHandle;
    bool isNumber = false;
    const qint64 counter = (*value)->toLongLong(&isNumber);
    constexpr qint64 highest = std::numeric_limits<qint64>::max() - 2 * StateStore::blockSize;
    if (isNumber && counter >= StateStore::firstHandle && counter <= highest)
        return counter;
    qCWarning(log) << "the handle counter" << **value << "is unusable: starting at"
                   << StateStore::firstHandle;
    return StateStore::firstHandle;
}

} // namespace

StateStore::StateStore(QString path, qint64 next)
    : m_path(std::move(path))
    , m_next(next)
    , m_reserved(next)
{}

Result<std::unique_ptr<StateStore>> StateStore::open(const QString &directory)
{
    const QString path = directory + QStringLiteral("/qga.state");
    if (!QFileInfo(directory).isDir()) {
        return fail(QStringLiteral("unable to create state file at path %1: '%2' is no directory")
                        .arg(path, directory));
    }
    qint64 counter = firstHandle;
    if (QFileInfo::exists(path)) {
        const auto read = readState(path).and_then(parseCounter);
        if (!read) {
            return fail(QStringLiteral("error loading persistent state from path: %1, %2")
                            .arg(path, read.error().description));
        }
        counter = *read;
    }
    return std::unique_ptr<StateStore>(new StateStore(path, counter));
}

Result<qint64> StateStore::nextHandle()
{
    const QMutexLocker locker(&m_mutex);
    if (m_next == m_reserved) {
        if (m_reserved > std::numeric_limits<qint64>::max() - blockSize)
            return fail(QStringLiteral("failed to commit persistent state to disk"));
        if (auto written = write(m_reserved + blockSize); !written)
            return fail(std::move(written).error());
        m_reserved += blockSize;
    }
    return m_next++;
}

Result<Nothing> StateStore::giveBack()
{
    const QMutexLocker locker(&m_mutex);
    if (m_next == m_reserved)
        return Nothing{};
    if (auto written = write(m_next); !written)
        return written;
    m_reserved = m_next;
    return Nothing{};
}

// Replaces the file as a whole: a crash leaves the old one or the new one.
Result<Nothing> StateStore::write(qint64 counter) const
{
    KeyFile state;
    state.set(groupName(), keyName(), QString::number(counter));
    QSaveFile file(m_path);
    if (file.open(QIODevice::WriteOnly) && file.write(state.toText()) >= 0 && file.commit())
        return Nothing{};
    qCCritical(log).noquote() << "failed to write persistent state to" << m_path + u':'
                              << file.errorString();
    return fail(QStringLiteral("failed to commit persistent state to disk"));
}

} // namespace ga

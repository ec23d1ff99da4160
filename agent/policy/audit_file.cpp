// SPDX-License-Identifier: Apache-2.0
// Appends, and renames when it is enough.
#include "policy/audit_file.h"

#include <QFileInfo>
#include <QLoggingCategory>

#include <filesystem>
#include <system_error>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcAudit, "ga.audit")

constexpr qint64 rotationPatience = 64 * 1024; // Bytes until it is tried again.

QString older(const QString &path, int age)
{
    return age == 0 ? path : QStringLiteral("%1.%2").arg(path).arg(age);
}

bool endsInHalf(const QString &path)
{
    QFile file(path);
    char last = '\n';
    return file.open(QIODevice::ReadOnly) && file.seek(qMax<qint64>(file.size() - 1, 0)) &&
           file.getChar(&last) && last != '\n';
}

} // namespace

AuditFile::AuditFile(const QString &path, qint64 limit)
    : m_limit(limit)
    , m_file(path)
{}

bool AuditFile::isPossible(const QString &path)
{
    return QFileInfo(QFileInfo(path).path()).isDir();
}

QStringList AuditFile::all(const QString &path)
{
    QStringList files;
    for (int age = kept; age >= 0; --age) {
        if (QFileInfo::exists(older(path, age)))
            files += older(path, age);
    }
    return files;
}

// Nobody else writes it: another of the same name, made in its place, has another size.
bool AuditFile::isInPlace() const
{
    const QFileInfo named(m_file.fileName());
    return named.exists() && named.size() == m_file.size();
}

void AuditFile::complain(const QString &reason)
{
    if (!m_complained)
        qCWarning(lcAudit).noquote() << "no audit in" << m_file.fileName() + u':' << reason;
    m_complained = true;
}

// Unbuffered: a record is one write, so that a reader sees whole lines.
bool AuditFile::open()
{
    if (m_file.isOpen() && isInPlace())
        return true;
    m_file.close();
    m_endsInHalf = endsInHalf(m_file.fileName());
    const bool opened =
        m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                    QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!opened)
        complain(m_file.errorString());
    return opened;
}

// Each moves up, as far as to the first place that is free, or over the oldest. Renamed and never
// copied, as QFile would where it may not rename: that would go through the whole file.
bool AuditFile::rotate()
{
    const QString path = m_file.fileName();
    m_file.close();
    int free = 1;
    while (free < kept && QFileInfo::exists(older(path, free)))
        ++free;
    std::error_code error;
    for (int age = free - 1; age >= 0 && !error; --age) {
        std::filesystem::rename(QFileInfo(older(path, age)).filesystemFilePath(),
                                QFileInfo(older(path, age + 1)).filesystemFilePath(), error);
    }
    return !error;
}

// What can't be written whole is taken back; where that can't be either, the next record begins
// with the end of that line, or a reader would lose both.
bool AuditFile::append(const QByteArray &line)
{
    const qint64 size = m_file.size();
    const QByteArray bytes = m_endsInHalf ? '\n' + line : line;
    if (m_file.write(bytes) == bytes.size()) {
        m_endsInHalf = false;
        m_complained = false;
        return true;
    }
    complain(m_file.errorString());
    m_file.resize(size);
    m_file.close(); // What it ends in is looked up when it is opened again.
    return false;
}

// A file that can't be rotated grows on: on Windows somebody may just read it, on Linux it may be
// made append-only (chattr(1)).
bool AuditFile::write(const AuditRecord &record)
{
    const QByteArray line = encodeAuditLine(record);
    if (!open())
        return false;
    const qint64 size = m_file.size();
    if (size > 0 && size + line.size() > m_limit && size >= m_rotateNotBefore) {
        m_rotateNotBefore = rotate() ? 0 : size + rotationPatience;
        if (!open())
            return false;
    }
    return append(line);
}

} // namespace ga

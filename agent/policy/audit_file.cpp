// SPDX-License-Identifier: Apache-2.0
// Appends, and renames when it is enough.
#include "policy/audit_file.h"

#include <QFileInfo>
#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcAudit, "ga.audit")

QString older(const QString &path, int age)
{
    return age == 0 ? path : QStringLiteral("%1.%2").arg(path).arg(age);
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

// Unbuffered: a record is one write, so that a reader sees whole lines.
bool AuditFile::open()
{
    if (m_file.isOpen() && isInPlace())
        return true;
    m_file.close();
    const bool opened =
        m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                    QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!opened && !m_complained)
        qCWarning(lcAudit).noquote()
            << "no audit in" << m_file.fileName() + u':' << m_file.errorString();
    m_complained = !opened;
    return opened;
}

// Each moves up, as far as to the first place that is free. On Windows one that somebody just reads
// can't: what is left to do is done with the next record, and nothing is lost meanwhile.
void AuditFile::rotate()
{
    const QString path = m_file.fileName();
    m_file.close();
    int free = 1;
    while (free < kept && QFileInfo::exists(older(path, free)))
        ++free;
    if (free == kept)
        QFile::remove(older(path, kept));
    for (int age = free - 1; age >= 0; --age) {
        if (!QFile::rename(older(path, age), older(path, age + 1)))
            return;
    }
}

void AuditFile::write(const AuditRecord &record)
{
    const QByteArray line = encodeAuditLine(record);
    if (!open())
        return;
    if (m_file.size() > 0 && m_file.size() + line.size() > m_limit) {
        rotate();
        if (!open())
            return;
    }
    m_file.write(line);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// AuditFile: the records as lines of a file that is only ever appended to, and rotated.
#pragma once

#include "policy/audit_writer.h"

#include <QFile>
#include <QStringList>

namespace ga {

// FILE grows up to `limit` bytes, then becomes FILE.1, that FILE.2, and so on; the oldest goes.
// Readable by its owner only. A file that was moved or removed by somebody else is begun anew.
class AuditFile : public AuditSink
{
public:
    static constexpr qint64 defaultLimit = 4 * 1024 * 1024;
    static constexpr int kept = 4; // Besides the current one.

    explicit AuditFile(const QString &path, qint64 limit = defaultLimit);

    bool write(const AuditRecord &record) override;

    // Whether one can be written: its directory is there.
    static bool isPossible(const QString &path);

    // All there are of `path`, oldest first.
    static QStringList all(const QString &path);

private:
    bool isInPlace() const;
    bool open();
    bool append(const QByteArray &line);
    bool rotate();
    void complain(const QString &reason);

    const qint64 m_limit;
    QFile m_file;
    bool m_endsInHalf = false;    // Its last line has no end: a disk was full, or the machine died.
    qint64 m_rotateNotBefore = 0; // Bytes; more than nothing after a rotation that failed.
    bool m_complained = false;
};

} // namespace ga

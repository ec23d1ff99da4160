// SPDX-License-Identifier: Apache-2.0
// AuditLog: the system's own log (the journal, the Windows Event Log), for records with fields.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace ga {

struct LogField
{
    const char *name; // Capitals, digits and underscores.
    QString value;    // One line.
};

class AuditLog
{
public:
    virtual ~AuditLog() = default;

    // Never blocks. Whether the system took it. Called by one thread.
    virtual bool write(const QString &message, bool isWarning, const QList<LogField> &fields) = 0;
};

// `program` is the name that the records carry; nullptr where this system has no such log. Defined
// once, by the platform that this build is for.
std::unique_ptr<AuditLog> createAuditLog(const QString &program);

} // namespace ga

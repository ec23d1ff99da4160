// SPDX-License-Identifier: Apache-2.0
// Writes records to the journal's socket.
#include "platform/linux/owner/journal_log.h"

#include <syslog.h>

namespace ga {

namespace {

// To be found with: journalctl MESSAGE_ID=... (docs/audit.md).
constexpr char messageId[] = "b7c3f2a45e8d4c1f9a60d2e8417b53cc";

void append(QByteArray &datagram, const char *name, const QString &value)
{
    QString line = value;
    line.replace(u'\n', u' ');
    datagram.append(name).append('=').append(line.toUtf8()).append('\n');
}

} // namespace

QByteArray journalDatagram(const QByteArray &program, const QString &message, bool isWarning,
                           const QList<LogField> &fields)
{
    QByteArray datagram;
    append(datagram, "MESSAGE", message);
    append(datagram, "MESSAGE_ID", QLatin1StringView(messageId));
    append(datagram, "PRIORITY", QString::number(isWarning ? LOG_WARNING : LOG_INFO));
    append(datagram, "SYSLOG_IDENTIFIER", QString::fromUtf8(program));
    for (const LogField &field : fields)
        append(datagram, field.name, field.value);
    return datagram;
}

JournalLog::JournalLog(const QString &program, const QByteArray &address)
    : m_program(program.toUtf8())
    , m_socket(address)
{}

bool JournalLog::write(const QString &message, bool isWarning, const QList<LogField> &fields)
{
    return m_socket.send(journalDatagram(m_program, message, isWarning, fields));
}

std::unique_ptr<AuditLog> createAuditLog(const QString &program)
{
    return std::make_unique<JournalLog>(program, QByteArrayLiteral("/run/systemd/journal/socket"));
}

} // namespace ga

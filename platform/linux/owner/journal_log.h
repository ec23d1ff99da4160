// SPDX-License-Identifier: Apache-2.0
// JournalLog: records with fields for systemd's journal.
#pragma once

#include "platform/api/audit_log.h"
#include "platform/linux/service/unix_datagram.h"

namespace ga {

// Not sd_journal_send(3), which blocks while the journal is stuck (on a frozen disk, say): what it
// does not take at once is lost to it.
class JournalLog : public AuditLog
{
public:
    JournalLog(const QString &program, const QByteArray &address);

    bool write(const QString &message, bool isWarning, const QList<LogField> &fields) override;

private:
    QByteArray m_program;
    UnixDatagram m_socket;
};

// systemd's "Native Journal Protocol": NAME=VALUE, each ended by LF. A value with a line end would
// need another form, so line ends become blanks.
QByteArray journalDatagram(const QByteArray &program, const QString &message, bool isWarning,
                           const QList<LogField> &fields);

} // namespace ga

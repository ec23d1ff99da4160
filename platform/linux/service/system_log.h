// SPDX-License-Identifier: Apache-2.0
// SystemLog: the event log of POSIX systems, syslog. Its lines look like those of qemu-ga.
#pragma once

#include "platform/api/event_log.h"
#include "platform/linux/service/unix_datagram.h"

#include <QDateTime>

namespace ga {

// Not syslog(3), which blocks while the logging daemon is stuck (on a frozen disk, say).
class SystemLog : public EventLog
{
public:
    SystemLog(const QString &program, const QByteArray &address);

    void write(const QString &line) override;

private:
    QByteArray m_program;
    UnixDatagram m_socket;
};

// A datagram for /dev/log: facility user, severity informational, then as "man 3 syslog" and RFC
// 3164, 4.1.
QByteArray syslogDatagram(const QDateTime &localTime, const QByteArray &program,
                          const QString &line);

} // namespace ga

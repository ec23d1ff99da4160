// SPDX-License-Identifier: Apache-2.0
// Writes events to syslog's socket.
#include "platform/linux/service/system_log.h"

#include <QLocale>

#include <syslog.h>

namespace ga {

QByteArray syslogDatagram(const QDateTime &localTime, const QByteArray &program,
                          const QString &line)
{
    const QString month = QLocale::c().toString(localTime, QStringLiteral("MMM"));
    const QString day = QString::number(localTime.date().day()).rightJustified(2);
    const QString clock = localTime.toString(QStringLiteral("HH:mm:ss"));
    const int priority = LOG_USER | LOG_INFO;
    return '<' + QByteArray::number(priority) + '>' + month.toLatin1() + ' ' + day.toLatin1() +
           ' ' + clock.toLatin1() + ' ' + program + ": info: " + line.toUtf8();
}

SystemLog::SystemLog(const QString &program, const QByteArray &address)
    : m_program(program.toUtf8())
    , m_socket(address)
{}

void SystemLog::write(const QString &line)
{
    const QDateTime now = QDateTime::currentDateTime();
    m_socket.sendOrCount(syslogDatagram(now, m_program, line), [&](qint64 lost) {
        return syslogDatagram(now, m_program,
                              QStringLiteral("%1 earlier messages were lost").arg(lost));
    });
}

std::unique_ptr<EventLog> createEventLog(const QString &program)
{
    return std::make_unique<SystemLog>(program, QByteArrayLiteral("/dev/log"));
}

} // namespace ga

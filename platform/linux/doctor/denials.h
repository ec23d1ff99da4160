// SPDX-License-Identifier: Apache-2.0
// What SELinux and AppArmor denied the agent, in the lines of their logs.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace ga {

// The last few lines of `log` (auditd's file, or the kernel's log) in which a guest agent was
// denied something in the week before `now`, in seconds since 1970. What was denied before is put
// right by now, or will be denied again.
QByteArrayList denialsOf(const QByteArray &log, qint64 now);

struct Denial
{
    QByteArray what; // "write"; the line itself where it says it in another way.
    QByteArray on;   // "authorized_keys", where the line says so.
};

Denial denialIn(const QByteArray &line);

} // namespace ga

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

// What a line says was denied, to whom and on what: "write on authorized_keys"; the line itself
// where it says it in another way.
QByteArray denialText(const QByteArray &line);

} // namespace ga

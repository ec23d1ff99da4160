// SPDX-License-Identifier: Apache-2.0
// How Windows' sessions become what guest-get-users tells.
#pragma once

#include "commands/identity/identity_types.h"

namespace ga {

// A session of the Remote Desktop Services, the console's among them.
struct TerminalSession
{
    QString user; // Empty where nobody is logged in: session 0, the log-on screen.
    QString domain;
    qint64 logonTime = 0; // 100 ns since 1601-01-01 UTC.
};

// One entry a user of a domain, in the order of the sessions, with the earliest log-on.
QList<UserSession> usersOf(const QList<TerminalSession> &sessions);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// How Windows' sessions become what guest-get-users tells.
#include "platform/windows/identity/user_sessions.h"

#include "platform/windows/system/file_time.h"

#include <algorithm>

namespace ga {

QList<UserSession> usersOf(const QList<TerminalSession> &sessions)
{
    QList<UserSession> users;
    for (const TerminalSession &session : sessions) {
        if (session.user.isEmpty())
            continue;
        const UserSession entry{.user = session.user,
                                .loginTime = secondsOfFileTime(session.logonTime),
                                .domain = session.domain};
        const auto known = std::find_if(users.begin(), users.end(), [&](const UserSession &user) {
            return user.user.compare(entry.user, Qt::CaseInsensitive) == 0 &&
                   user.domain->compare(*entry.domain, Qt::CaseInsensitive) == 0;
        });
        if (known == users.end())
            users.append(entry);
        else
            known->loginTime = std::min(known->loginTime, entry.loginTime);
    }
    return users;
}

} // namespace ga

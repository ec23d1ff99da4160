// SPDX-License-Identifier: Apache-2.0
// Who logged in and when, out of the two places where Linux systems keep it.
#pragma once

#include "commands/identity/identity_types.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace ga {

struct Login
{
    QString user;
    double time = 0; // Seconds since 1970-01-01 UTC.
};

// The users' processes in the content of utmp(5), in the order of its entries. A piece of an entry
// at the end is left out.
QList<Login> decodeUtmp(QByteArrayView content);

// A file of /run/systemd/sessions; nothing for the sessions of greeters, of services and of users
// who have left. sd_session_get_username(3), sd_session_get_class(3), sd_session_get_state(3) and
// sd_session_get_start_time(3) read the same lines.
std::optional<Login> decodeSession(QByteArrayView content);

// One entry a user, in the order of the first mention, with the earliest login.
QList<UserSession> earliestLogins(const QList<Login> &logins);

} // namespace ga

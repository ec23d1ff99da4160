// SPDX-License-Identifier: Apache-2.0
// Decoders for utmp and for the sessions of systemd-logind.
#include "platform/linux/identity/logins.h"

#include "platform/linux/identity/assignments.h"

#include <utmpx.h>

#include <algorithm>
#include <cstring>

namespace ga {

namespace {

constexpr double microsecondsPerSecond = 1e6;

// A field of utmp ends with a NUL or with its last byte.
template <size_t Size>
QString textOf(const char (&bytes)[Size])
{
    const QByteArrayView field(bytes, Size);
    const qsizetype end = field.indexOf('\0');
    return QString::fromUtf8(end < 0 ? field : field.first(end));
}

bool isUsers(const QString &sessionClass)
{
    // "user", and what newer versions have beside it: "user-early", "user-light", ...
    return sessionClass == u"user" || sessionClass.startsWith(u"user-");
}

} // namespace

QList<Login> decodeUtmp(QByteArrayView content)
{
    QList<Login> logins;
    for (; content.size() >= qsizetype(sizeof(utmpx)); content = content.sliced(sizeof(utmpx))) {
        utmpx entry;
        std::memcpy(&entry, content.data(), sizeof entry);
        const QString user = textOf(entry.ut_user);
        if (entry.ut_type == USER_PROCESS && !user.isEmpty())
            logins += {user, double(entry.ut_tv.tv_sec) +
                                 double(entry.ut_tv.tv_usec) / microsecondsPerSecond};
    }
    return logins;
}

std::optional<Login> decodeSession(QByteArrayView content)
{
    const auto values = parseAssignments(content);
    const Login login{values.value("USER"),
                      double(values.value("REALTIME").toULongLong()) / microsecondsPerSecond};
    const bool counts = !login.user.isEmpty() &&
                        isUsers(values.value("CLASS", QStringLiteral("user"))) &&
                        values.value("STATE") != u"closing";
    return counts ? std::optional(login) : std::nullopt;
}

QList<UserSession> earliestLogins(const QList<Login> &logins)
{
    QList<UserSession> sessions;
    QHash<QString, qsizetype> places;
    for (const Login &login : logins) {
        const qsizetype place = places.value(login.user, sessions.size());
        places.insert(login.user, place);
        if (place == sessions.size())
            sessions += {.user = login.user, .loginTime = login.time};
        sessions[place].loginTime = std::min(sessions[place].loginTime, login.time);
    }
    return sessions;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Who is logged in, out of the sessions of a Windows guest.
#include "platform/windows/identity/user_sessions.h"

#include "platform/windows/system/file_time.h"

#include <QTest>

using namespace ga;

namespace {

TerminalSession session(const char *user, const char *domain, qint64 unixSeconds)
{
    return {.user = QString::fromUtf8(user),
            .domain = QString::fromUtf8(domain),
            .logonTime = fileTimeOfUnixEpoch + unixSeconds * fileTimePerSecond};
}

} // namespace

class UserSessionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sessionHasUserDomainAndTime()
    {
        TerminalSession source = session("Jörg", "BÜRO", 1700000000);
        source.logonTime += fileTimePerSecond / 4;
        const auto users = usersOf({source});
        QCOMPARE(users.size(), 1);
        QCOMPARE(users[0].user, QStringLiteral("Jörg"));
        QCOMPARE(users[0].domain, QStringLiteral("BÜRO"));
        QCOMPARE(users[0].loginTime, 1700000000.25);
    }

    void sessionsOfNobodyAreLeftOut()
    {
        QVERIFY(usersOf({session("", "", 0), session("", "BÜRO", 5)}).isEmpty());
    }

    void userIsToldOnceWithTheEarliestLogon()
    {
        const auto users = usersOf({session("anna", "PC", 300), session("bert", "PC", 100),
                                    session("ANNA", "pc", 200), session("anna", "OTHER", 50)});
        QCOMPARE(users.size(), 3);
        QCOMPARE(users[0].user, QStringLiteral("anna"));
        QCOMPARE(users[0].loginTime, 200.0);
        QCOMPARE(users[1].user, QStringLiteral("bert"));
        QCOMPARE(users[2].domain, QStringLiteral("OTHER"));
        QCOMPARE(users[2].loginTime, 50.0);
    }

    void sessionWithoutTimeIsOfTheEpoch()
    {
        TerminalSession source = session("anna", "PC", 0);
        source.logonTime = 0;
        QCOMPARE(usersOf({source})[0].loginTime, 0.0);
    }
};

QTEST_GUILESS_MAIN(UserSessionsTest)
#include "user_sessions_test.moc"

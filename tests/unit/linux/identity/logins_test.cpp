// SPDX-License-Identifier: Apache-2.0
// Who counts as logged in, by utmp(5) and by systemd-logind's sessions.
#include "platform/linux/identity/logins.h"

#include <QTest>

#include <utmpx.h>

#include <cstring>

using namespace ga;

namespace {

QByteArray utmpEntry(short type, const QByteArray &user, int seconds, int microseconds = 0)
{
    utmpx entry = {};
    entry.ut_type = type;
    std::memcpy(entry.ut_user, user.constData(), size_t(user.size()));
    entry.ut_tv.tv_sec = seconds;
    entry.ut_tv.tv_usec = microseconds;
    return QByteArray(reinterpret_cast<const char *>(&entry), sizeof entry);
}

QStringList asText(const QList<UserSession> &sessions)
{
    QStringList lines;
    for (const UserSession &session : sessions)
        lines += QStringLiteral("%1 %2").arg(session.user).arg(session.loginTime, 0, 'f', 6);
    return lines;
}

} // namespace

class LoginsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void earliestLoginOfEachUserCounts();
    void onlyUsersProcessesCount();
    void nameThatFillsItsFieldIsWhole();
    void pieceOfAnEntryIsLeftOut();
    void sessions_data();
    void sessions();
};

void LoginsTest::earliestLoginOfEachUserCounts()
{
    const QByteArray utmp =
        utmpEntry(USER_PROCESS, "joe", 300, 500000) + utmpEntry(USER_PROCESS, "ann", 200, 1) +
        utmpEntry(USER_PROCESS, "joe", 250, 250000) + utmpEntry(USER_PROCESS, "joe", 400);
    QCOMPARE(asText(earliestLogins(decodeUtmp(utmp))),
             (QStringList{QStringLiteral("joe 250.250000"), QStringLiteral("ann 200.000001")}));
}

void LoginsTest::onlyUsersProcessesCount()
{
    QByteArray utmp;
    for (const short type :
         {EMPTY, RUN_LVL, BOOT_TIME, NEW_TIME, OLD_TIME, INIT_PROCESS, LOGIN_PROCESS, DEAD_PROCESS})
        utmp += utmpEntry(type, "nobody", 100);
    utmp += utmpEntry(USER_PROCESS, "", 100);
    QVERIFY(decodeUtmp(utmp).isEmpty());
    QVERIFY(decodeUtmp({}).isEmpty());
}

void LoginsTest::nameThatFillsItsFieldIsWhole()
{
    const QByteArray name(sizeof utmpx::ut_user, 'x');
    const auto logins = decodeUtmp(utmpEntry(USER_PROCESS, name, 1));
    QCOMPARE(logins.size(), 1);
    QCOMPARE(logins[0].user, QString::fromUtf8(name));
}

void LoginsTest::pieceOfAnEntryIsLeftOut()
{
    const QByteArray entry = utmpEntry(USER_PROCESS, "joe", 1);
    QVERIFY(decodeUtmp(QByteArrayView(entry).chopped(1)).isEmpty());
    QCOMPARE(decodeUtmp(entry + entry.first(100)).size(), 1);
}

void LoginsTest::sessions_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("user");
    QTest::addColumn<double>("time");
    const QByteArray joe =
        "# This is private data. Do not parse.\nUID=1000\nUSER=joe\nACTIVE=1\nSTATE=active\n"
        "TTY=tty1\nTYPE=tty\nCLASS=user\nREALTIME=1700000000250000\nMONOTONIC=15000000\n";
    const auto changed = [&](const char *from, const char *to) {
        return QByteArray(joe).replace(from, to);
    };
    QTest::newRow("user") << joe << QStringLiteral("joe") << 1700000000.25;
    QTest::newRow("not in front") << changed("STATE=active", "STATE=online")
                                  << QStringLiteral("joe") << 1700000000.25;
    QTest::newRow("of another kind")
        << changed("CLASS=user", "CLASS=user-early") << QStringLiteral("joe") << 1700000000.25;
    QTest::newRow("without a class")
        << changed("CLASS=user\n", "") << QStringLiteral("joe") << 1700000000.25;
    QTest::newRow("quoted") << changed("USER=joe", "USER=\"joe\"") << QStringLiteral("joe")
                            << 1700000000.25;
    QTest::newRow("has left") << changed("STATE=active", "STATE=closing") << QString() << 0.0;
    QTest::newRow("greeter") << changed("CLASS=user", "CLASS=greeter") << QString() << 0.0;
    QTest::newRow("cron") << changed("CLASS=user", "CLASS=background") << QString() << 0.0;
    QTest::newRow("service manager") << changed("CLASS=user", "CLASS=manager") << QString() << 0.0;
    QTest::newRow("nobody") << changed("USER=joe\n", "") << QString() << 0.0;
    QTest::newRow("nothing") << QByteArray() << QString() << 0.0;
}

void LoginsTest::sessions()
{
    QFETCH(QByteArray, content);
    const Login login = decodeSession(content).value_or(Login());
    QTEST(login.user, "user");
    QTEST(login.time, "time");
}

QTEST_GUILESS_MAIN(LoginsTest)
#include "logins_test.moc"

// SPDX-License-Identifier: Apache-2.0
// Where the guest's identity is read from.
#include "platform/linux/identity/linux_identity.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <utmpx.h>

#include <cstring>

using namespace ga;

class IdentityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void hostNameIsTheKernels();
    void kernelIsTheRunningOne();
    void firstOsReleaseThatIsThereCounts();
    void environmentChoosesTheOsRelease();
    void withoutOsReleaseTheKernelIsLeft();
    void fifoInPlaceOfOsReleaseIsNotWaitedFor();
    void timeZoneFollowsTheSystem_data();
    void timeZoneFollowsTheSystem();
    void usersAreThoseOfUtmp();
    void sessionsStandInWhereUtmpNamesNobody_data();
    void sessionsStandInWhereUtmpNamesNobody();
    void withoutUtmpAndSessionsNobodyIsLoggedIn();

private:
    QString path(const char *name) const { return m_directory->filePath(QLatin1String(name)); }
    void writeFile(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void writeUtmp(short type, const char *user) const
    {
        utmpx entry = {};
        entry.ut_type = type;
        std::strncpy(entry.ut_user, user, sizeof entry.ut_user - 1);
        entry.ut_tv.tv_sec = 50;
        writeFile("utmp", QByteArray(reinterpret_cast<const char *>(&entry), sizeof entry));
    }
    std::unique_ptr<Identity> identity() const
    {
        return LinuxIdentity::create(
            {.utmp = QFile::encodeName(path("utmp")),
             .sessions = path("sessions"),
             .osRelease = {QFile::encodeName(path("first")), QFile::encodeName(path("second"))}});
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_zone;
    bool m_zoneWasSet = false;
};

void IdentityTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_zone = qgetenv("TZ");
    m_zoneWasSet = qEnvironmentVariableIsSet("TZ");
}

void IdentityTest::cleanup()
{
    qunsetenv("QGA_OS_RELEASE");
    m_zoneWasSet ? qputenv("TZ", m_zone) : qunsetenv("TZ");
    m_directory.reset();
}

void IdentityTest::hostNameIsTheKernels()
{
    utsname kernel = {};
    QCOMPARE(::uname(&kernel), 0);
    QCOMPARE(identity()->hostName()->hostName, QString::fromUtf8(kernel.nodename));
}

void IdentityTest::kernelIsTheRunningOne()
{
    writeFile("first", "");
    utsname kernel = {};
    QCOMPARE(::uname(&kernel), 0);
    const OsInfo info = *identity()->osInfo();
    QCOMPARE(*info.kernelRelease, QString::fromUtf8(kernel.release));
    QCOMPARE(*info.kernelVersion, QString::fromUtf8(kernel.version));
    QCOMPARE(*info.machine, QString::fromUtf8(kernel.machine));
    QVERIFY(!info.id && !info.name && !info.prettyName && !info.version && !info.versionId &&
            !info.variant && !info.variantId);
}

void IdentityTest::firstOsReleaseThatIsThereCounts()
{
    writeFile(
        "second",
        "ID=second\nNAME=n\nPRETTY_NAME=p\nVERSION=v\nVERSION_ID=i\nVARIANT=w\nVARIANT_ID=\n");
    OsInfo info = *identity()->osInfo();
    QCOMPARE(*info.id, QStringLiteral("second"));
    QCOMPARE(*info.name, QStringLiteral("n"));
    QCOMPARE(*info.prettyName, QStringLiteral("p"));
    QCOMPARE(*info.version, QStringLiteral("v"));
    QCOMPARE(*info.versionId, QStringLiteral("i"));
    QCOMPARE(*info.variant, QStringLiteral("w"));
    QCOMPARE(*info.variantId, QString());
    writeFile("first", "ID=first\n");
    info = *identity()->osInfo();
    QCOMPARE(*info.id, QStringLiteral("first"));
    QVERIFY(!info.name);
}

void IdentityTest::environmentChoosesTheOsRelease()
{
    writeFile("first", "ID=first\n");
    writeFile("chosen", "ID=chosen\n");
    qputenv("QGA_OS_RELEASE", QFile::encodeName(path("chosen")));
    QCOMPARE(*identity()->osInfo()->id, QStringLiteral("chosen"));
}

void IdentityTest::withoutOsReleaseTheKernelIsLeft()
{
    QTest::ignoreMessage(
        QtWarningMsg,
        qPrintable(
            QStringLiteral("failed to open '%1': No such file or directory").arg(path("second"))));
    const auto info = identity()->osInfo();
    QVERIFY(info);
    QVERIFY(info->kernelRelease);
    QVERIFY(!info->id);
}

void IdentityTest::fifoInPlaceOfOsReleaseIsNotWaitedFor()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path("first")).constData(), 0600), 0);
    writeFile("second", "ID=second\n");
    QCOMPARE(*identity()->osInfo()->id, QStringLiteral("second"));
}

void IdentityTest::timeZoneFollowsTheSystem_data()
{
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("UTC") << QByteArray("UTC0") << QStringLiteral("UTC") << qint64(0);
    QTest::newRow("east") << QByteArray("IST-5:30") << QStringLiteral("IST") << qint64(19800);
    QTest::newRow("west") << QByteArray("EST5") << QStringLiteral("EST") << qint64(-18000);
}

void IdentityTest::timeZoneFollowsTheSystem()
{
    QFETCH(QByteArray, setting);
    qputenv("TZ", setting);
    const TimeZone zone = *identity()->timeZone();
    QTEST(*zone.zone, "zone");
    QTEST(zone.offset, "offset");
}

void IdentityTest::usersAreThoseOfUtmp()
{
    writeUtmp(USER_PROCESS, "joe");
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("sessions")));
    writeFile("sessions/1", "USER=ann\nREALTIME=1000000\n");
    const auto users = *identity()->users();
    QCOMPARE(users.size(), 1);
    QCOMPARE(users[0].user, QStringLiteral("joe"));
    QCOMPARE(users[0].loginTime, 50.0);
    QVERIFY(!users[0].domain);
}

void IdentityTest::sessionsStandInWhereUtmpNamesNobody_data()
{
    QTest::addColumn<bool>("utmp");
    QTest::newRow("no utmp") << false;
    QTest::newRow("utmp without users") << true;
}

void IdentityTest::sessionsStandInWhereUtmpNamesNobody()
{
    QFETCH(bool, utmp);
    if (utmp)
        writeUtmp(BOOT_TIME, "reboot");
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("sessions")));
    writeFile("sessions/1", "USER=joe\nCLASS=user\nREALTIME=3000000\n");
    writeFile("sessions/2", "USER=ann\nCLASS=user\nREALTIME=2000000\n");
    writeFile("sessions/c1", "USER=joe\nCLASS=user\nREALTIME=1500000\n");
    writeFile("sessions/c2", "USER=gdm\nCLASS=greeter\nREALTIME=1000000\n");
    QCOMPARE(::mkfifo(QFile::encodeName(path("sessions/1.ref")).constData(), 0600),
             0); // As logind has beside each.
    const auto users = *identity()->users();
    QCOMPARE(users.size(), 2);
    QCOMPARE(users[0].user, QStringLiteral("joe"));
    QCOMPARE(users[0].loginTime, 1.5);
    QCOMPARE(users[1].user, QStringLiteral("ann"));
    QCOMPARE(users[1].loginTime, 2.0);
}

void IdentityTest::withoutUtmpAndSessionsNobodyIsLoggedIn()
{
    const auto users = identity()->users();
    QVERIFY(users);
    QVERIFY(users->isEmpty());
}

QTEST_GUILESS_MAIN(IdentityTest)
#include "identity_test.moc"

// SPDX-License-Identifier: Apache-2.0
// What the service manager is told to start, and whose a service is.
#include "platform/windows/service/service_plan.h"

#include <QTest>

using namespace ga;

class ServicePlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programIsAlwaysQuoted()
    {
        QCOMPARE(serviceCommandLine(QStringLiteral("C:/a/qtga.exe"), {}),
                 QStringLiteral("\"C:\\a\\qtga.exe\" -d --retry-path"));
        QCOMPARE(serviceCommandLine(QStringLiteral("C:/Program Files/qtga.exe"),
                                    {QStringLiteral("--logfile=C:/My Logs/a.log")}),
                 QStringLiteral("\"C:\\Program Files\\qtga.exe\" -d --retry-path "
                                "\"--logfile=C:/My Logs/a.log\""));
    }

    void ownServiceIsKnown()
    {
        const QString program = QStringLiteral("C:/Program Files/qtga.exe");
        QVERIFY(startsProgram(serviceCommandLine(program, {QStringLiteral("-v")}), program));
        QVERIFY(startsProgram(QStringLiteral("\"c:\\program files\\QTGA.exe\" -d"), program));
        QVERIFY(startsProgram(QStringLiteral("C:\\Program Files\\qtga.exe -d"), program));
        QVERIFY(startsProgram(QStringLiteral("C:\\Program Files\\qtga.exe"), program));
    }

    void othersAreNot()
    {
        const QString program = QStringLiteral("C:/a/qtga.exe");
        QVERIFY(!startsProgram(QStringLiteral("\"C:\\Program Files\\Qemu-ga\\qemu-ga.exe\" -d"),
                               program));
        QVERIFY(!startsProgram(QStringLiteral("C:\\a\\qtga.exe.old -d"), program));
        QVERIFY(!startsProgram(QStringLiteral("\"C:\\a\\qtga.exe.old\" -d"), program));
        QVERIFY(!startsProgram(QStringLiteral("\"C:\\a\\qtga.ex"), program));
        QVERIFY(!startsProgram(QString(), program));
    }

    void commandLinesAreSplit_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("rest");
        const QString program = QStringLiteral("C:\\Program Files\\Qemu-ga\\qemu-ga.exe");
        QTest::newRow("quoted") << u'"' + program + QStringLiteral("\" -d -b \"a b\"") << program
                                << "-d -b \"a b\"";
        QTest::newRow("bare, with a space") << program + QStringLiteral(" -d") << program << "-d";
        QTest::newRow("no options") << program << program << QString();
        QTest::newRow("capitals") << "C:\\QEMU-GA.EXE -d"
                                  << "C:\\QEMU-GA.EXE"
                                  << "-d";
        QTest::newRow("no end") << "\"C:\\a.exe -d"
                                << "C:\\a.exe -d" << QString();
        QTest::newRow("nothing") << QString() << QString() << QString();
    }
    void commandLinesAreSplit()
    {
        QFETCH(const QString, line);
        const ServiceLine parts = splitServiceLine(line);
        QTEST(parts.program, "program");
        QTEST(parts.rest, "rest");
    }

    void thisAgentIsKnownInAnyFolder()
    {
        QVERIFY(isThisAgent(QStringLiteral("C:\\Program Files\\Qt Guest Agent\\qtga.exe")));
        QVERIFY(isThisAgent(QStringLiteral("D:/other/QTGA.EXE")));
        QVERIFY(!isThisAgent(QStringLiteral("C:\\Program Files\\Qemu-ga\\qemu-ga.exe")));
        QVERIFY(!isThisAgent(QStringLiteral("C:\\qtga.exe\\qemu-ga.exe")));
    }

    void configurationIsLookedForBesideTheProgramAndBelow()
    {
        const QString folder = QStringLiteral("C:\\Program Files\\Qemu-ga\\");
        QCOMPARE(configurationPlaces(QStringLiteral("C:/Program Files/Qemu-ga/qemu-ga.exe")),
                 (QStringList{folder + QStringLiteral("qemu-ga.conf"),
                              folder + QStringLiteral("etc\\qemu-ga.conf"),
                              folder + QStringLiteral("etc\\qemu\\qemu-ga.conf")}));
    }

    void serviceIsMeantToRun_data()
    {
        QTest::addColumn<quint32>("startType");
        QTest::addColumn<bool>("runs");
        QTest::addColumn<bool>("meant");
        QTest::newRow("automatic") << 2U << true << true;
        QTest::newRow("automatic, stopped by an installer") << 2U << false << true;
        QTest::newRow("by hand, running") << 3U << true << true;
        QTest::newRow("by hand") << 3U << false << false;
        QTest::newRow("disabled while it ran") << 4U << true << false;
        QTest::newRow("disabled") << 4U << false << false;
    }
    void serviceIsMeantToRun()
    {
        QFETCH(const quint32, startType);
        QFETCH(const bool, runs);
        QTEST(isMeantToRun(startType, runs), "meant");
    }

    void accountsOfWindowsNeedNoPassword()
    {
        for (const char *account :
             {"LocalSystem", "localsystem", "NT AUTHORITY\\LocalService",
              "NT Authority\\NetworkService", "NT SERVICE\\QEMU-GA", "DOMAIN\\managed$"})
            QVERIFY2(!needsPassword(QString::fromLatin1(account)), account);
        for (const char *account : {".\\agent", "DOMAIN\\agent", "agent@domain"})
            QVERIFY2(needsPassword(QString::fromLatin1(account)), account);
    }

    void optionsOfEveryServiceAreNotTheOwners()
    {
        const QStringList owners{QStringLiteral("--block-rpcs=guest-exec"), QStringLiteral("-v")};
        QCOMPARE(ownersOptions(QStringList{QStringLiteral("-d"), QStringLiteral("--retry-path")} +
                               owners),
                 owners);
        QCOMPARE(ownersOptions(QStringList{QStringLiteral("-r")} + owners +
                               QStringList{QStringLiteral("--daemonize")}),
                 owners);
    }
};

QTEST_APPLESS_MAIN(ServicePlanTest)
#include "service_plan_test.moc"

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
        QVERIFY(!startsProgram(QStringLiteral("\"C:\\Program Files\\Qemu-ga\\qemu-ga.exe\" -d"), program));
        QVERIFY(!startsProgram(QStringLiteral("C:\\a\\qtga.exe.old -d"), program));
        QVERIFY(!startsProgram(QStringLiteral("\"C:\\a\\qtga.exe.old\" -d"), program));
        QVERIFY(!startsProgram(QStringLiteral("\"C:\\a\\qtga.ex"), program));
        QVERIFY(!startsProgram(QString(), program));
    }
};

QTEST_APPLESS_MAIN(ServicePlanTest)
#include "service_plan_test.moc"

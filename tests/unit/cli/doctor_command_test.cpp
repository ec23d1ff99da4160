// SPDX-License-Identifier: Apache-2.0
// qtga doctor as a user runs it: every command of the catalogue, and a reason for each that is off.
#include "commands/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace ga;

namespace {

struct Outcome
{
    int exitCode;
    QByteArray out;
};

Outcome doctor(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(QTGA_PROGRAM), QStringList{QStringLiteral("doctor")} + arguments);
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput()};
}

} // namespace

class DoctorCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandIsToldWithItsReason()
    {
        const Outcome outcome = doctor({QStringLiteral("--json")});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonArray commands =
            QJsonDocument::fromJson(outcome.out).object().value(u"commands").toArray();
        QCOMPARE(commands.size(), qsizetype(catalogue().size()));
        for (const QJsonValue &command : commands)
            QCOMPARE(command[u"provided"].toBool(), command[u"reason"].toString().isEmpty());
    }

    void whatLinuxNeverHasIsOff()
    {
        const Outcome outcome = doctor({});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("guest-get-devices                 off: virtual devices"),
                 outcome.out);
        QVERIFY(outcome.out.contains("guest-ping                        ok\n"));
    }

    void wrongUseIsToldSo() { QCOMPARE(doctor({QStringLiteral("--nonsense")}).exitCode, 2); }
};

QTEST_GUILESS_MAIN(DoctorCommandTest)
#include "doctor_command_test.moc"

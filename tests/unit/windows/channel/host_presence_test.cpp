// SPDX-License-Identifier: Apache-2.0
// What the virtio serial driver does tells whether a host is there.
#include "platform/windows/channel/host_presence.h"

#include <QTest>

using ga::HostPresence;

class HostPresenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusedReadsMeanThatNoHostIsThere()
    {
        QVERIFY(HostPresence::isAway(1450)); // ERROR_NO_SYSTEM_RESOURCES
        QVERIFY(HostPresence::isAway(0));
        QVERIFY(!HostPresence::isAway(109)); // ERROR_BROKEN_PIPE
        QVERIFY(!HostPresence::isAway(1167)); // ERROR_DEVICE_NOT_CONNECTED
    }

    void waitingReadConnectsOnce()
    {
        HostPresence host;
        QVERIFY(!host.isHere());
        QCOMPARE(host.readWaits(), HostPresence::Change::Connected);
        QVERIFY(host.isHere());
        QCOMPARE(host.received(), HostPresence::Change::None);
        QCOMPARE(host.driverTold(true), HostPresence::Change::None);
    }

    void bytesProveAHostThatWasNotTold()
    {
        HostPresence host;
        QCOMPARE(host.received(), HostPresence::Change::Connected);
    }

    void hostLeavesOnceHoweverItIsLearnt()
    {
        HostPresence host;
        QCOMPARE(host.readEndedAway(), HostPresence::Change::None);
        host.readWaits();
        QCOMPARE(host.driverTold(false), HostPresence::Change::Disconnected);
        QCOMPARE(host.readEndedAway(), HostPresence::Change::None);
        QCOMPARE(host.driverTold(true), HostPresence::Change::Connected);
        QCOMPARE(host.readEndedAway(), HostPresence::Change::Disconnected);
    }

    void refusedWriteIsTriedAgainWhileAHostIsThere_data()
    {
        QTest::addColumn<quint32>("error");
        QTest::addColumn<HostPresence::WriteFailure>("here");
        QTest::addColumn<HostPresence::WriteFailure>("away");
        using enum HostPresence::WriteFailure;
        QTest::newRow("ERROR_CANT_WAIT") << 554U << Retry << Drop;
        QTest::newRow("ERROR_NO_SYSTEM_RESOURCES") << 1450U << Retry << Drop;
        QTest::newRow("ERROR_BROKEN_PIPE") << 109U << Lost << Lost;
        QTest::newRow("ERROR_OPERATION_ABORTED") << 995U << Lost << Lost;
        QTest::newRow("ERROR_DEVICE_NOT_CONNECTED") << 1167U << Lost << Lost;
    }

    void refusedWriteIsTriedAgainWhileAHostIsThere()
    {
        QFETCH(quint32, error);
        QFETCH(HostPresence::WriteFailure, here);
        QFETCH(HostPresence::WriteFailure, away);
        HostPresence host;
        QCOMPARE(host.writeEnded(error), away);
        host.readWaits();
        QCOMPARE(host.writeEnded(error), here);
        QVERIFY(host.isHere());
    }
};

QTEST_APPLESS_MAIN(HostPresenceTest)
#include "host_presence_test.moc"

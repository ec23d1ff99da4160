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
};

QTEST_APPLESS_MAIN(HostPresenceTest)
#include "host_presence_test.moc"

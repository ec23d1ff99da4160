// SPDX-License-Identifier: Apache-2.0
// What is told of Windows' adapters, and in which order.
#include "platform/windows/network/interface_list.h"

#include <QTest>

using namespace ga;

namespace {

Adapter adapter(quint64 luid, const QString &name, bool hardware = true)
{
    Adapter made;
    made.luid = luid;
    made.name = name;
    made.hardware = hardware;
    return made;
}

Adapter loopback()
{
    Adapter made = adapter(1, QStringLiteral("Loopback Pseudo-Interface 1"), false);
    made.loopback = true;
    return made;
}

AdapterRoute defaultRoute(quint64 luid, quint32 metric, qsizetype size = 4)
{
    AdapterRoute route;
    route.luid = luid;
    route.destination = {QByteArray(size, '\0'), 0};
    route.metric = metric;
    return route;
}

QStringList namesOf(const QList<NetworkInterface> &interfaces)
{
    QStringList names;
    for (const NetworkInterface &interface : interfaces)
        names += interface.name;
    return names;
}

} // namespace

class InterfaceListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adapterHasAllItsMembers()
    {
        Adapter source = adapter(2, QStringLiteral("Ethernet 2"));
        source.hardwareAddress = QByteArray::fromHex("525400ABCDEF");
        source.addresses = {{QByteArray::fromHex("c0000205"), 24},
                            {QByteArray::fromHex("fe80000000000000505400fffeabcdef"), 64}};
        source.statistics = InterfaceStatistics{.rxBytes = 1, .txDropped = 8};
        const auto told = interfaceList({source}, {});
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].name, QStringLiteral("Ethernet 2"));
        QCOMPARE(told[0].hardwareAddress, QStringLiteral("52:54:00:ab:cd:ef"));
        QCOMPARE(told[0].ipAddresses->size(), 2);
        QCOMPARE(told[0].ipAddresses->at(0).address, QStringLiteral("192.0.2.5"));
        QCOMPARE(told[0].ipAddresses->at(0).type, IpAddressType::Ipv4);
        QCOMPARE(told[0].ipAddresses->at(0).prefix, 24);
        QCOMPARE(told[0].ipAddresses->at(1).address, QStringLiteral("fe80::5054:ff:feab:cdef"));
        QCOMPARE(told[0].ipAddresses->at(1).type, IpAddressType::Ipv6);
        QCOMPARE(told[0].ipAddresses->at(1).prefix, 64);
        QCOMPARE(told[0].statistics->rxBytes, 1u);
        QCOMPARE(told[0].statistics->txDropped, 8u);
    }

    void whatAnAdapterLacksIsAbsent()
    {
        const auto told = interfaceList({adapter(2, QStringLiteral("Tunnel"), false)}, {});
        QVERIFY(!told[0].hardwareAddress);
        QVERIFY(!told[0].ipAddresses);
        QVERIFY(!told[0].statistics);
    }

    void loopbackHasZeroesForItsHardwareAddress()
    {
        const auto told = interfaceList({loopback()}, {});
        QCOMPARE(told[0].hardwareAddress, QStringLiteral("00:00:00:00:00:00"));
    }

    void noiseComesLastAndTheDefaultRouteFirst()
    {
        const QStringList order{
            QStringLiteral("Ethernet 3"), QStringLiteral("VPN"), QStringLiteral("Ethernet"),
            QStringLiteral("Teredo"), loopback().name, QStringLiteral("vEthernet (nat)"),
            QStringLiteral("VMnet8")};
        Adapter vmware = adapter(7, order[6]);
        vmware.description = QStringLiteral("VMware Virtual Ethernet Adapter for VMnet8");
        const QList<Adapter> adapters{loopback(),           adapter(6, order[5]),
                                      vmware,               adapter(5, order[3], false),
                                      adapter(4, order[2]), adapter(3, order[1], false),
                                      adapter(2, order[0])};
        const QList<AdapterRoute> routes{defaultRoute(3, 10), defaultRoute(2, 25)};
        QCOMPARE(namesOf(interfaceList(adapters, routes)), order);
    }

    void lowestMetricIsFirstAndIpv4BeforeIpv6()
    {
        const QList<Adapter> adapters{adapter(2, QStringLiteral("a")), adapter(3, QStringLiteral("b")),
                                      adapter(4, QStringLiteral("c"))};
        const QList<AdapterRoute> routes{defaultRoute(2, 5, 16), defaultRoute(3, 50),
                                         defaultRoute(4, 25)};
        QCOMPARE(namesOf(interfaceList(adapters, routes)),
                 (QStringList{QStringLiteral("c"), QStringLiteral("b"), QStringLiteral("a")}));
    }

    void switchOfHyperVThatHasTheDefaultRouteIsNoNoise()
    {
        const QList<Adapter> adapters{adapter(2, QStringLiteral("Ethernet")),
                                      adapter(3, QStringLiteral("vEthernet (External)"))};
        QCOMPARE(namesOf(interfaceList(adapters, {defaultRoute(3, 5)})).first(),
                 QStringLiteral("vEthernet (External)"));
    }

    void routesToNetworksDoNotDecide()
    {
        AdapterRoute network = defaultRoute(3, 1);
        network.destination.prefix = 8;
        const QList<Adapter> adapters{adapter(2, QStringLiteral("a")), adapter(3, QStringLiteral("b"))};
        QCOMPARE(namesOf(interfaceList(adapters, {network})).first(), QStringLiteral("a"));
    }
};

QTEST_GUILESS_MAIN(InterfaceListTest)
#include "interface_list_test.moc"

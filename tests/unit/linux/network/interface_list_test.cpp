// SPDX-License-Identifier: Apache-2.0
// Interfaces are told whole, and in an order that clients can rely on.
#include "platform/linux/network/interface_list.h"

#include <QTest>

#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>

using namespace ga;

namespace {

Link device(quint32 index, const char *name)
{
    return {.index = index, .name = QString::fromLatin1(name), .address = QByteArray(6, '\2')};
}

Link software(quint32 index, const char *name, const char *kind)
{
    Link link = device(index, name);
    link.kind = QString::fromLatin1(kind);
    return link;
}

Link loopback(quint32 index = 1)
{
    Link link = device(index, "lo");
    link.loopback = true;
    return link;
}

LinkAddress address(quint32 link, const char *label, const char *text)
{
    return {link, QString::fromLatin1(label), {QString::fromLatin1(text), IpAddressType::Ipv4, 24}};
}

QStringList names(const QList<Link> &links)
{
    QStringList list;
    for (const Link &link : links)
        list.append(link.name);
    return list;
}

Route defaultRoute(int family, quint32 metric, quint32 link)
{
    Route route;
    route.family = family;
    route.table = RT_TABLE_MAIN;
    route.type = RTN_UNICAST;
    route.metric = metric;
    route.nextHops = {NextHop{link, 0, {}}};
    return route;
}

NetworkInterface withHardwareAddress(const QByteArray &bytes)
{
    Link link = device(1, "x");
    link.address = bytes;
    return interfaceList({link}, {}).first();
}

} // namespace

class InterfaceListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsStandInTheirOrder()
    {
        const QList<Link> expected{device(8, "eth9"),
                                   software(7, "br0", "bridge"),
                                   device(5, "eth0"),
                                   device(6, "eth1"),
                                   software(2, "wg0", "wireguard"),
                                   loopback(1),
                                   software(3, "docker0", "bridge"),
                                   software(4, "veth12", "veth")};
        QList<Link> shuffled = expected;
        std::reverse(shuffled.begin(), shuffled.end());
        QCOMPARE(names(inReportOrder(shuffled, {7, 8})), names(expected));
        std::rotate(shuffled.begin(), shuffled.begin() + 3, shuffled.end());
        QCOMPARE(names(inReportOrder(shuffled, {7, 8})), names(expected));
    }

    void amongDefaultRoutesTheBetterOneIsFirst()
    {
        const QList<Link> links{device(2, "eth0"), device(3, "eth1"), device(4, "eth2")};
        QCOMPARE(
            names(inReportOrder(links, {4, 3})),
            (QStringList{QStringLiteral("eth2"), QStringLiteral("eth1"), QStringLiteral("eth0")}));
    }

    void networkCardComesBeforeAVpnThatTookItsDefaultRoute()
    {
        const QList<Link> links{software(2, "tun0", "tun"), device(3, "eth0")};
        QCOMPARE(names(inReportOrder(links, {2, 3})).first(), QStringLiteral("eth0"));
    }

    void containersOwnVethIsNoNoise()
    {
        const QList<Link> links{software(2, "eth0", "veth"), software(3, "wg0", "wireguard")};
        QCOMPARE(names(inReportOrder(links, {2})).first(), QStringLiteral("eth0"));
    }

    void hostNoiseIsLast_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *name, const char *kind) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(kind);
        };
        row("veth3f2a", "veth");
        row("docker0", "bridge");
        row("br-5d41402abc4b", "bridge");
        row("virbr0", "bridge");
        row("vnet3", "tun");
        row("tap0", "tun");
        row("cni0", "bridge");
        row("flannel.1", "vxlan");
        row("cali1234", "veth");
        row("vxlan.calico", "vxlan");
        row("cilium_host", "veth");
        row("kube-ipvs0", "dummy");
        row("ifb0", "ifb");
        row("lxdbr0", "bridge");
    }

    void hostNoiseIsLast()
    {
        QFETCH(QString, name);
        QFETCH(QString, kind);
        Link noise = device(2, "");
        noise.name = name;
        noise.kind = kind;
        const QList<Link> links{noise, software(3, "br0", "bridge")};
        QCOMPARE(names(inReportOrder(links, {})).last(), name);
    }

    void cardWithANoisyNameIsACard()
    {
        Link card = software(9, "tap0", "tun");
        card.hasDevice = true;
        QCOMPARE(names(inReportOrder({software(2, "br0", "bridge"), card}, {})).first(),
                 QStringLiteral("tap0"));
    }

    void defaultLinksAreIpv4FirstThenByMetric()
    {
        QCOMPARE(defaultRouteLinks({defaultRoute(AF_INET6, 1, 5), defaultRoute(AF_INET, 200, 3),
                                    defaultRoute(AF_INET, 100, 4), defaultRoute(AF_INET, 300, 4)}),
                 (QList<quint32>{4, 3, 5}));
    }

    void otherRoutesAreNoDefaultRoutes()
    {
        Route network = defaultRoute(AF_INET, 0, 2);
        network.destinationPrefix = 1;
        Route otherTable = defaultRoute(AF_INET, 0, 2);
        otherTable.table = 100;
        Route unreachable = defaultRoute(AF_INET6, 0, 2);
        unreachable.type = RTN_UNREACHABLE;
        Route bySource = defaultRoute(AF_INET6, 0, 2);
        bySource.sourcePrefix = 64;
        const Route nowhere = defaultRoute(AF_INET, 0, 0);
        QVERIFY(defaultRouteLinks({network, otherTable, unreachable, bySource, nowhere}).isEmpty());
    }

    void addressesJoinTheirLink()
    {
        const auto list =
            interfaceList({loopback(), device(2, "eth0")},
                          {address(2, "eth0", "192.0.2.2"), address(2, "", "192.0.2.3")});
        QCOMPARE(list.size(), 2);
        QVERIFY(!list.at(0).ipAddresses);
        QVERIFY(list.at(1).ipAddresses);
        QCOMPARE(list.at(1).ipAddresses->size(), 2);
        QCOMPARE(list.at(1).ipAddresses->at(0).address, QStringLiteral("192.0.2.2"));
        QCOMPARE(list.at(1).ipAddresses->at(1).address, QStringLiteral("192.0.2.3"));
    }

    void aliasIsAnEntryBehindItsLink()
    {
        Link eth0 = device(2, "eth0");
        eth0.statistics = InterfaceStatistics{.rxBytes = 5};
        const auto list =
            interfaceList({eth0, device(3, "eth1")},
                          {address(2, "eth0:1", "192.0.2.3"), address(2, "eth0", "192.0.2.2"),
                           address(2, "eth0:1", "192.0.2.4")});
        QCOMPARE(list.size(), 3);
        QCOMPARE(list.at(1).name, QStringLiteral("eth0:1"));
        QCOMPARE(list.at(1).hardwareAddress, QStringLiteral("02:02:02:02:02:02"));
        QCOMPARE(list.at(1).ipAddresses->size(), 2);
        QVERIFY(!list.at(1).statistics);
        QVERIFY(list.at(0).statistics);
        QCOMPARE(list.at(0).ipAddresses->size(), 1);
        QCOMPARE(list.at(2).name, QStringLiteral("eth1"));
    }

    void labelThatNamesAnotherLinkMakesNoSecondEntry()
    {
        const auto list = interfaceList({device(2, "eth0"), device(3, "eth1")},
                                        {address(2, "eth1", "192.0.2.2")});
        QCOMPARE(list.size(), 2);
        QCOMPARE(list.at(1).ipAddresses->size(), 1);
    }

    void addressOfAnUnlistedLinkIsLeftOut()
    {
        const auto list = interfaceList({device(2, "eth0")}, {address(3, "eth1", "192.0.2.2")});
        QCOMPARE(list.size(), 1);
        QVERIFY(!list.first().ipAddresses);
    }

    void countersAreToldWithoutAnAddressToo()
    {
        Link eth0 = device(2, "eth0");
        eth0.statistics = InterfaceStatistics{.rxBytes = 5};
        QCOMPARE(interfaceList({eth0}, {}).first().statistics->rxBytes, 5u);
    }

    void hardwareAddressIsLowerCase()
    {
        QCOMPARE(withHardwareAddress(QByteArray::fromHex("02FCABCDEF01")).hardwareAddress,
                 QStringLiteral("02:fc:ab:cd:ef:01"));
    }

    void infinibandAddressIsWhole()
    {
        QCOMPARE(withHardwareAddress(QByteArray(20, '\x80')).hardwareAddress->size(), 59);
    }

    void tunnelAndMissingAddressesAreZeroes()
    {
        for (const int size : {0, 4, 16, 32})
            QCOMPARE(withHardwareAddress(QByteArray(size, '\1')).hardwareAddress,
                     QStringLiteral("00:00:00:00:00:00"));
    }
};

QTEST_GUILESS_MAIN(InterfaceListTest)
#include "interface_list_test.moc"

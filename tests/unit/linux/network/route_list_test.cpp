// SPDX-License-Identifier: Apache-2.0
// Routes are told with the values that /proc/net/route and /proc/net/ipv6_route have for them.
#include "platform/linux/network/route_list.h"

#include <QTest>

#include <linux/rtnetlink.h>
#include <sys/socket.h>

using namespace ga;

namespace {

const QList<Link> links{{.index = 1, .name = QStringLiteral("lo"), .loopback = true},
                        {.index = 2, .name = QStringLiteral("eth0")}};

const NextHop onLink{2, 0, {}};
const NextHop overLoopback{1, 0, {}};
const NextHop router4{2, AF_INET, QByteArray::fromHex("c0000201")};
const NextHop router6{2, AF_INET6, QByteArray::fromHex("fe800000000000000000000000000001")};

Route ipv4(quint8 type = RTN_UNICAST)
{
    Route route;
    route.family = AF_INET;
    route.table = RT_TABLE_MAIN;
    route.type = type;
    route.nextHops = {onLink};
    return route;
}

Route ipv6(quint8 type = RTN_UNICAST, quint8 protocol = RTPROT_BOOT, const NextHop &hop = onLink)
{
    Route route = ipv4(type);
    route.family = AF_INET6;
    route.protocol = protocol;
    route.nextHops = {hop};
    return route;
}

NetworkRoute only(const Route &route)
{
    const QList<NetworkRoute> list = routeList({route}, links);
    return list.size() == 1 ? list.first() : NetworkRoute{};
}

} // namespace

Q_DECLARE_METATYPE(Route)

class RouteListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ipv4EntryHasAllItsMembers()
    {
        Route route = ipv4();
        route.destination = QByteArray::fromHex("c6336400");
        route.destinationPrefix = 24;
        route.metric = 4294967295;
        route.window = 5000;
        route.roundTripTime = 1600;
        route.advertisedMss = 1300;
        route.nextHops = {router4};
        const NetworkRoute entry = only(route);
        QCOMPARE(entry.iface, QStringLiteral("eth0"));
        QCOMPARE(entry.destination, QStringLiteral("198.51.100.0"));
        QCOMPARE(entry.mask, QStringLiteral("255.255.255.0"));
        QCOMPARE(entry.gateway, QStringLiteral("192.0.2.1"));
        QCOMPARE(entry.metric, 4294967295);
        QCOMPARE(entry.flags, 3u);
        QCOMPARE(entry.irtt, 200);
        QCOMPARE(entry.window, 5000);
        QCOMPARE(entry.mtu, 1340); // As /proc/net/route: the segment size and 40 bytes of headers.
        QCOMPARE(entry.refcnt, 0);
        QCOMPARE(entry.use, 0);
        QCOMPARE(entry.version, 4);
        QVERIFY(!entry.nexthop && !entry.source && !entry.destinationPrefixLength);
    }

    void ipv6EntryHasAllItsMembers()
    {
        Route route = ipv6(RTN_UNICAST, RTPROT_BOOT, router6);
        route.destination = QByteArray::fromHex("20010db8000a00000000000000000000");
        route.destinationPrefix = 48;
        route.source = QByteArray::fromHex("20010db8000000000000000000000000");
        route.sourcePrefix = 32;
        route.metric = 1024;
        const NetworkRoute entry = only(route);
        QCOMPARE(entry.iface, QStringLiteral("eth0"));
        QCOMPARE(entry.destination, QStringLiteral("2001:db8:a::"));
        QCOMPARE(entry.destinationPrefixLength, QStringLiteral("48"));
        QCOMPARE(entry.source, QStringLiteral("2001:db8::"));
        QCOMPARE(entry.sourcePrefixLength, QStringLiteral("32"));
        QCOMPARE(entry.nexthop, QStringLiteral("fe80::1"));
        QCOMPARE(entry.metric, 1024);
        QCOMPARE(entry.flags, 3u);
        QCOMPARE(entry.refcnt, 0);
        QCOMPARE(entry.use, 0);
        QCOMPARE(entry.version, 6);
        QVERIFY(!entry.gateway && !entry.mask && !entry.mtu && !entry.window && !entry.irtt);
    }

    void defaultRouteIsAllZeroes()
    {
        QCOMPARE(only(ipv4()).destination, QStringLiteral("0.0.0.0"));
        QCOMPARE(only(ipv4()).mask, QStringLiteral("0.0.0.0"));
        QCOMPARE(only(ipv4()).gateway, QStringLiteral("0.0.0.0"));
        QCOMPARE(only(ipv6()).destination, QStringLiteral("::"));
        QCOMPARE(only(ipv6()).source, QStringLiteral("::"));
        QCOMPARE(only(ipv6()).nexthop, QStringLiteral("::"));
    }

    void ownMtuWinsOverTheSegmentSize()
    {
        Route route = ipv4();
        QCOMPARE(only(route).mtu, 0);
        route.mtu = 1400;
        route.advertisedMss = 1300;
        QCOMPARE(only(route).mtu, 1400);
    }

    // The numbers are those that the kernel wrote into the two files for such routes.
    void flagsAreThoseOfTheKernel_data()
    {
        QTest::addColumn<Route>("route");
        QTest::addColumn<quint64>("flags");
        Route host = ipv4();
        host.destinationPrefix = 32;
        Route byIpv6 = ipv4();
        byIpv6.nextHops = {router6};
        QTest::newRow("IPv4, on the link") << ipv4() << quint64(1);
        QTest::newRow("IPv4, a host") << host << quint64(5);
        QTest::newRow("IPv4 by way of an IPv6 router") << byIpv6 << quint64(3);
        QTest::newRow("IPv4, unreachable") << ipv4(RTN_UNREACHABLE) << quint64(0x201);
        QTest::newRow("IPv4, prohibited") << ipv4(RTN_PROHIBIT) << quint64(0x201);
        QTest::newRow("IPv4, black hole") << ipv4(RTN_BLACKHOLE) << quint64(1);
        QTest::newRow("IPv6, on the link") << ipv6() << quint64(1);
        for (const quint8 type : {RTN_UNREACHABLE, RTN_BLACKHOLE, RTN_PROHIBIT, RTN_THROW})
            QTest::addRow("IPv6, rejected %d", type) << ipv6(type) << quint64(0x200200);
        QTest::newRow("IPv6, into the loopback")
            << ipv6(RTN_UNICAST, RTPROT_BOOT, overLoopback) << quint64(0x200200);
        QTest::newRow("IPv6, own address")
            << ipv6(RTN_LOCAL, RTPROT_KERNEL, overLoopback) << quint64(0x80200001);
        QTest::newRow("IPv6, own network") << ipv6(RTN_LOCAL, RTPROT_BOOT) << quint64(0x80000001);
        QTest::newRow("IPv6, anycast") << ipv6(RTN_ANYCAST, RTPROT_KERNEL) << quint64(0x300001);
        Route advertised = ipv6(RTN_UNICAST, RTPROT_RA, router6);
        advertised.expires = true;
        advertised.preference = 1;
        QTest::newRow("IPv6, advertised router") << advertised << quint64(0x08450003);
        advertised.destinationPrefix = 48;
        QTest::newRow("IPv6, advertised route") << advertised << quint64(0x08c40003);
        advertised.preference = 0xff;
        QTest::newRow("IPv6, impossible preference") << advertised << quint64(0x18c40003);
    }

    void flagsAreThoseOfTheKernel()
    {
        QFETCH(Route, route);
        QFETCH(quint64, flags);
        QCOMPARE(only(route).flags, flags);
    }

    void everyNextHopIsAnEntry()
    {
        Route route = ipv4();
        route.nextHops = {router4, onLink};
        const QList<NetworkRoute> entries = routeList({route}, links);
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0).gateway, QStringLiteral("192.0.2.1"));
        QCOMPARE(entries.at(1).gateway, QStringLiteral("0.0.0.0"));
    }

    void routeToNowhereHasAStarForItsInterface()
    {
        Route route = ipv4(RTN_BLACKHOLE);
        route.nextHops = {NextHop{}};
        QCOMPARE(only(route).iface, QStringLiteral("*"));
    }

    void ipv6RouterOfAnIpv4RouteIsNamed()
    {
        Route route = ipv4();
        route.nextHops = {router6};
        QCOMPARE(only(route).gateway, QStringLiteral("0.0.0.0"));
        QCOMPARE(only(route).nexthop, QStringLiteral("fe80::1"));
    }

    void ipv4OutsideTheMainTableIsLeftOut()
    {
        Route local = ipv4(RTN_LOCAL);
        local.table = RT_TABLE_LOCAL;
        QVERIFY(routeList({local, ipv4(RTN_BROADCAST), ipv4(RTN_MULTICAST)}, links).isEmpty());
    }

    void ipv6IsListedFromAllTables()
    {
        Route local = ipv6(RTN_LOCAL);
        local.table = RT_TABLE_LOCAL;
        QCOMPARE(routeList({local, ipv6(RTN_MULTICAST)}, links).size(), 2);
    }
};

QTEST_GUILESS_MAIN(RouteListTest)
#include "route_list_test.moc"

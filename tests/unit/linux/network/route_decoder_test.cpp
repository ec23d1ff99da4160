// SPDX-License-Identifier: Apache-2.0
// The kernel's answers about routes become Route.
#include "netlink_builder.h"
#include "platform/linux/network/route_decoder.h"

#include <QTest>

#include <linux/rtnetlink.h>
#include <sys/socket.h>

using namespace ga;

namespace {

QByteArray hop(qint32 link, const QByteArray &attributes)
{
    return netlink::number(quint16(8 + attributes.size())) + netlink::bytes({0, 0}) +
           netlink::number(link) + attributes;
}

QByteArray gateway(int last)
{
    return netlink::attribute(RTA_GATEWAY, netlink::bytes({192, 0, 2, last}));
}

QByteArray ipv4Route()
{
    return netlink::route(
        {.destinationPrefix = 24},
        netlink::attribute(RTA_DST, netlink::bytes({198, 51, 100, 0})) +
            netlink::attribute(RTA_PRIORITY, netlink::number(quint32(50))) + gateway(1) +
            netlink::attribute(RTA_OIF, netlink::number(quint32(3))) +
            netlink::attribute(RTA_METRICS | NLA_F_NESTED,
                               netlink::attribute(RTAX_MTU, netlink::number(quint32(1400))) +
                                   netlink::attribute(RTAX_ADVMSS, netlink::number(quint32(1300))) +
                                   netlink::attribute(RTAX_WINDOW, netlink::number(quint32(5000))) +
                                   netlink::attribute(RTAX_RTT, netlink::number(quint32(1600)))));
}

QByteArray ipv6Route()
{
    const QByteArray cacheInfo = netlink::number(quint32(0)) + netlink::number(quint32(0)) +
                                 netlink::number(qint32(48000)) + QByteArray(20, '\0');
    return netlink::route(
        {.family = AF_INET6, .destinationPrefix = 48, .sourcePrefix = 32, .protocol = RTPROT_RA},
        netlink::attribute(RTA_DST, QByteArray::fromHex("20010db8000a00000000000000000000")) +
            netlink::attribute(RTA_SRC, QByteArray::fromHex("20010db8000000000000000000000000")) +
            netlink::attribute(RTA_GATEWAY,
                               QByteArray::fromHex("fe800000000000000000000000000001")) +
            netlink::attribute(RTA_OIF, netlink::number(quint32(4))) +
            netlink::attribute(RTA_PREF, netlink::bytes({1})) +
            netlink::attribute(RTA_CACHEINFO, cacheInfo));
}

QByteArray multipathRoute()
{
    return netlink::route(
        {},
        netlink::attribute(RTA_MULTIPATH, hop(3, gateway(1)) + hop(4, gateway(2)) + hop(5, {})));
}

} // namespace

class RouteDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ipv4RouteIsDecoded()
    {
        const auto routes = decodeRoutes(ipv4Route());
        QVERIFY(routes);
        QCOMPARE(routes->size(), 1);
        const Route &route = routes->first();
        QCOMPARE(route.family, AF_INET);
        QCOMPARE(route.table, quint32(RT_TABLE_MAIN));
        QCOMPARE(route.type, quint8(RTN_UNICAST));
        QCOMPARE(route.destinationPrefix, 24);
        QCOMPARE(route.destination, netlink::bytes({198, 51, 100, 0}));
        QCOMPARE(route.metric, 50u);
        QCOMPARE(route.mtu, 1400u);
        QCOMPARE(route.advertisedMss, 1300u);
        QCOMPARE(route.window, 5000u);
        QCOMPARE(route.roundTripTime, 1600u);
        QCOMPARE(route.nextHops.size(), 1);
        QCOMPARE(route.nextHops.first().linkIndex, 3u);
        QCOMPARE(route.nextHops.first().gatewayFamily, AF_INET);
        QCOMPARE(route.nextHops.first().gateway, netlink::bytes({192, 0, 2, 1}));
    }

    void ipv6RouteIsDecoded()
    {
        const auto routes = decodeRoutes(ipv6Route());
        QVERIFY(routes);
        const Route &route = routes->first();
        QCOMPARE(route.family, AF_INET6);
        QCOMPARE(route.protocol, quint8(RTPROT_RA));
        QCOMPARE(route.destination.toHex(), QByteArray("20010db8000a00000000000000000000"));
        QCOMPARE(route.sourcePrefix, 32);
        QCOMPARE(route.source.toHex(), QByteArray("20010db8000000000000000000000000"));
        QCOMPARE(route.preference, quint8(1));
        QVERIFY(route.expires);
        QCOMPARE(route.nextHops.first().gatewayFamily, AF_INET6);
    }

    void everyNextHopIsDecoded()
    {
        const auto routes = decodeRoutes(multipathRoute());
        QVERIFY(routes);
        const QList<NextHop> &hops = routes->first().nextHops;
        QCOMPARE(hops.size(), 3);
        QCOMPARE(hops.at(1).linkIndex, 4u);
        QCOMPARE(hops.at(1).gateway, netlink::bytes({192, 0, 2, 2}));
        QCOMPARE(hops.at(2).linkIndex, 5u);
        QCOMPARE(hops.at(2).gatewayFamily, 0);
    }

    void routeToNowhereHasOneEmptyHop()
    {
        const auto routes = decodeRoutes(netlink::route({.type = RTN_BLACKHOLE}, {}));
        QVERIFY(routes);
        QCOMPARE(routes->first().type, quint8(RTN_BLACKHOLE));
        QCOMPARE(routes->first().nextHops.size(), 1);
        QCOMPARE(routes->first().nextHops.first().linkIndex, 0u);
    }

    void ipv4RouteMayHaveAnIpv6Router()
    {
        const QByteArray via = netlink::number(quint16(AF_INET6)) +
                               QByteArray::fromHex("fe800000000000000000000000000001");
        const auto routes = decodeRoutes(netlink::route({}, netlink::attribute(RTA_VIA, via)));
        QVERIFY(routes);
        QCOMPARE(routes->first().nextHops.first().gatewayFamily, AF_INET6);
        QCOMPARE(routes->first().nextHops.first().gateway.size(), 16);
    }

    void tableAbove255IsRead()
    {
        const auto routes = decodeRoutes(netlink::route(
            {.table = 252}, netlink::attribute(RTA_TABLE, netlink::number(quint32(1000)))));
        QVERIFY(routes);
        QCOMPARE(routes->first().table, 1000u);
    }

    void othersAreSkipped()
    {
        const auto routes =
            decodeRoutes(netlink::route({.family = 28 /* AF_MPLS */, .destinationPrefix = 20}, {}) +
                         netlink::route({.flags = RTM_F_CLONED}, {}) + netlink::link(1, 0, {}));
        QVERIFY(routes);
        QVERIFY(routes->isEmpty());
    }

    void impossibleRouteIsAnError_data()
    {
        QTest::addColumn<QByteArray>("dump");
        const auto with = [](quint16 type, const QByteArray &payload) {
            return netlink::route({}, netlink::attribute(type, payload));
        };
        QTest::newRow("no header") << netlink::message(RTM_NEWROUTE, QByteArray(11, '\2'));
        QTest::newRow("prefix 33") << netlink::route({.destinationPrefix = 33}, {});
        QTest::newRow("source prefix 129")
            << netlink::route({.family = AF_INET6, .sourcePrefix = 129}, {});
        QTest::newRow("destination of 5 bytes") << with(RTA_DST, "12345");
        QTest::newRow("gateway of 16 bytes") << with(RTA_GATEWAY, QByteArray(16, '\1'));
        QTest::newRow("via without a family") << with(RTA_VIA, "1");
        QTest::newRow("via too short") << with(RTA_VIA, netlink::number(quint16(AF_INET6)) + "123");
        QTest::newRow("hop of length 0") << with(RTA_MULTIPATH, QByteArray(8, '\0'));
        QTest::newRow("hop cut off") << with(RTA_MULTIPATH, hop(3, gateway(1)).first(12));
        QTest::newRow("bad metrics") << with(RTA_METRICS, "1");
    }

    void impossibleRouteIsAnError()
    {
        QFETCH(QByteArray, dump);
        QVERIFY(!decodeRoutes(dump));
    }

    // Decoding ends, with whatever result, and reads nothing outside (proved under the sanitizers).
    void damagedDumpsAreSurvived()
    {
        const QByteArray dump = multipathRoute() + ipv4Route() + ipv6Route();
        for (qsizetype size = 0; size < dump.size(); ++size)
            static_cast<void>(decodeRoutes(QByteArray(dump.constData(), size)));
        for (qsizetype at = 0; at < dump.size(); ++at) {
            for (const int value : {0, 1, 3, 4, 0x7f, 0xff}) {
                QByteArray damaged = dump;
                damaged[at] = char(value);
                static_cast<void>(decodeRoutes(damaged));
            }
        }
    }
};

QTEST_GUILESS_MAIN(RouteDecoderTest)
#include "route_decoder_test.moc"

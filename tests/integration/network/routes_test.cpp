// SPDX-License-Identifier: Apache-2.0
// In namespaces of their own, routes are told as the kernel's own files tell them, line by line and
// in their order.
#include "platform/linux/network/linux_network.h"
#include "private_network.h"
#include "proc_routes.h"
#include "router_advertisement.h"

#include <QTest>

using namespace ga;
using private_network::ip;

namespace {

QList<NetworkRoute> routes()
{
    auto network = LinuxNetwork::create();
    if (!network)
        qFatal("%s", qPrintable(network.reason()));
    const auto list = network->routes();
    if (!list)
        qFatal("%s", qPrintable(list.error().description));
    return *list;
}

QStringList told(int version)
{
    return proc_routes::lines(routes(), version);
}

NetworkRoute to(const char *destination)
{
    for (const NetworkRoute &route : routes()) {
        if (route.destination == QLatin1StringView(destination))
            return route;
    }
    return {};
}

} // namespace

// IPv6 adds and removes routes by itself: both sides are read until they agree.
#define COMPARE_WITH_KERNEL()                                                                      \
    QTRY_COMPARE(told(4), proc_routes::ipv4());                                                    \
    QTRY_COMPARE(told(6), proc_routes::ipv6())

class RoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = private_network::whyNot(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
    }

    void init()
    {
        QVERIFY(private_network::enterNew());
        QVERIFY(ip("link add eth0 type veth peer name peer\nlink set lo up\nlink set eth0 up\nlink "
                   "set peer up\n"
                   "addr add 192.0.2.2/24 dev eth0\naddr add 2001:db8::2/64 dev eth0 nodad\n"));
    }

    void networksOfAddressesAreTold()
    {
        COMPARE_WITH_KERNEL();
        QVERIFY(told(4).size() == 1);
        QVERIFY(told(6).size() >= 4);
    }

    void defaultRoutesAreTold()
    {
        QVERIFY(ip(
            "route add default via 192.0.2.1\nroute add default via 192.0.2.9 metric 4294967295\n"
            "route add default via 2001:db8::1 dev eth0\n"));
        COMPARE_WITH_KERNEL();
        QCOMPARE(to("0.0.0.0").gateway, QStringLiteral("192.0.2.1"));
    }

    void metricsAreTold()
    {
        QVERIFY(ip(
            "route add 198.51.100.0/24 via 192.0.2.7 metric 50 advmss 1300 window 5000 rtt 200ms\n"
            "route add 198.51.101.7/32 dev eth0\nroute add 2001:db8:a::/48 via 2001:db8::9 dev "
            "eth0 metric 7 mtu 1300\n"));
        COMPARE_WITH_KERNEL();
    }

    void routesToNowhereAreTold()
    {
        QVERIFY(ip("route add blackhole 203.0.113.0/24\nroute add unreachable 203.0.114.0/24\n"
                   "route add prohibit 203.0.115.0/24\nroute add throw 203.0.116.0/24\n"
                   "route add blackhole 2001:db8:b::/48\nroute add unreachable 2001:db8:c::/48\n"
                   "route add prohibit 2001:db8:d::/48\nroute add throw 2001:db8:e::/48\n"
                   "route add 2001:db8:f::/48 dev lo\nroute add local 2001:db8:10::/48 dev lo\n"));
        COMPARE_WITH_KERNEL();
        QCOMPARE(to("203.0.113.0").iface, QStringLiteral("*"));
    }

    void otherTablesAreToldAsTheFilesTellThem()
    {
        QVERIFY(ip(
            "route add 203.0.120.0/24 dev eth0 table 100\nroute add 2001:db8:11::/48 dev eth0 "
            "table 100\n"
            "route add local 203.0.121.1 dev lo table main\nrule add from 192.0.2.2 table 100\n"));
        COMPARE_WITH_KERNEL();
        QVERIFY(to("203.0.120.0").iface.isEmpty());
        QCOMPARE(to("2001:db8:11::").iface, QStringLiteral("eth0"));
    }

    void sourceNetworksAreTold()
    {
        if (!ip("route add 2001:db8:14::/48 from 2001:db8:15::/48 dev eth0\n"))
            QSKIP("this kernel routes by destination only");
        COMPARE_WITH_KERNEL();
        QCOMPARE(to("2001:db8:14::").sourcePrefixLength, QStringLiteral("48"));
    }

    void preferenceAndExpiryAreFlags()
    {
        QVERIFY(ip("route add default via 2001:db8::1 dev eth0 expires 500 pref high\n"
                   "route add 2001:db8:16::/48 via 2001:db8::1 dev eth0 pref low\n"));
        COMPARE_WITH_KERNEL();
        QCOMPARE(to("::").flags, quint64(0x08400003));
    }

    void advertisedRoutesAreTold()
    {
        private_network::setSysctl("net/ipv6/conf/eth0/accept_ra_rt_info_max_plen", "128");
        QTRY_VERIFY(router_advertisement::send("peer") &&
                    to("::").nexthop == QStringLiteral("fe80::99"));
        COMPARE_WITH_KERNEL();
        QCOMPARE(to("::").flags, quint64(0x08450003));
    }

    void anycastAddressesAreTold()
    {
        QVERIFY(private_network::setSysctl("net/ipv6/conf/all/forwarding", "1"));
        QTRY_VERIFY(told(6).filter(QString::number(0x80200001 ^ 0x80000000 ^ 0x100000)).size() > 0);
        COMPARE_WITH_KERNEL();
    }

    void nextHopObjectsAreTold()
    {
        if (!ip("nexthop add id 5 via 192.0.2.9 dev eth0\nroute add 203.0.121.0/24 nhid 5\n"
                "nexthop add id 6 via 2001:db8::9 dev eth0\nroute add 2001:db8:16::/48 nhid 6\n"))
            QSKIP("this kernel or iproute2 has no next hop objects");
        COMPARE_WITH_KERNEL();
    }

    void ipv4RouteByWayOfAnIpv6RouterIsTold()
    {
        QVERIFY(ip("route add 203.0.119.0/24 via inet6 2001:db8::9 dev eth0\n"));
        COMPARE_WITH_KERNEL();
        QCOMPARE(to("203.0.119.0").nexthop, QStringLiteral("2001:db8::9"));
    }

    // The file has but the first next hop, and no MTU: here we say more than qemu-ga.
    void whatTheIpv4FileLacksIsToldToo()
    {
        if (!ip("route add 203.0.118.0/24 mtu 1400 nexthop via 192.0.2.7 dev eth0 nexthop via "
                "192.0.2.8 dev eth0\n"))
            QSKIP("this kernel has no multipath routes");
        QCOMPARE(told(4).size(), 3);
        QCOMPARE(to("203.0.118.0").mtu, 1400);
    }

    void everyNextHopOfIpv6IsTold()
    {
        QVERIFY(ip("route add 2001:db8:17::/48 nexthop via 2001:db8::7 dev eth0 nexthop via "
                   "2001:db8::8 dev eth0\n"));
        COMPARE_WITH_KERNEL();
    }

    void routesAreToldWithoutIpv6()
    {
        if (!private_network::setSysctl("net/ipv6/conf/all/disable_ipv6", "1"))
            QSKIP("this kernel has no IPv6 to switch off");
        COMPARE_WITH_KERNEL();
        QCOMPARE(told(4).size(), 1);
    }

    void thousandsOfRoutesAreTold()
    {
        QByteArray commands;
        for (int i = 0; i < 5000; ++i)
            commands += "route add 10." + QByteArray::number(i / 250) + '.' +
                        QByteArray::number(i % 250) + ".0/24 dev eth0\n";
        QVERIFY(ip(commands));
        COMPARE_WITH_KERNEL();
        QCOMPARE(told(4).size(), 5001);
    }
};

QTEST_GUILESS_MAIN(RoutesTest)
#include "routes_test.moc"

// SPDX-License-Identifier: Apache-2.0
// What is told of Windows' routes.
#include "platform/windows/network/route_list.h"

#include <QTest>

using namespace ga;

namespace {

AdapterRoute route(const char *destination, int prefix, const char *nextHop)
{
    AdapterRoute made;
    made.luid = 2;
    made.index = 12;
    made.destination = {QByteArray::fromHex(destination), prefix};
    made.nextHop = QByteArray::fromHex(nextHop);
    made.metric = 281;
    made.mtu = 1500;
    return made;
}

NetworkRoute only(const AdapterRoute &source)
{
    Adapter adapter;
    adapter.luid = 2;
    adapter.name = QStringLiteral("Ethernet");
    const auto list = routeList({source}, {adapter});
    return list.size() == 1 ? list.first() : NetworkRoute{};
}

constexpr auto zeroes = "00000000000000000000000000000000";

} // namespace

class RouteListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ipv4EntryHasAllItsMembers()
    {
        const NetworkRoute entry = only(route("c6336400", 23, "c0000201"));
        QCOMPARE(entry.version, 4);
        QCOMPARE(entry.iface, QStringLiteral("Ethernet"));
        QCOMPARE(entry.destination, QStringLiteral("198.51.100.0"));
        QCOMPARE(entry.mask, QStringLiteral("255.255.254.0"));
        QCOMPARE(entry.gateway, QStringLiteral("192.0.2.1"));
        QCOMPARE(entry.metric, 281);
        QCOMPARE(entry.mtu, 1500);
        QVERIFY(!entry.nexthop && !entry.destinationPrefixLength && !entry.flags);
    }

    void ipv6EntryHasAllItsMembers()
    {
        const NetworkRoute entry =
            only(route("20010db8000a00000000000000000000", 48, "fe800000000000000000000000000001"));
        QCOMPARE(entry.version, 6);
        QCOMPARE(entry.destination, QStringLiteral("2001:db8:a::"));
        QCOMPARE(entry.destinationPrefixLength, QStringLiteral("48"));
        QCOMPARE(entry.nexthop, QStringLiteral("fe80::1"));
        QCOMPARE(entry.metric, 281);
        QVERIFY(!entry.mask && !entry.gateway && !entry.source && !entry.sourcePrefixLength);
    }

    void defaultAndOnLinkAreZeroes()
    {
        QCOMPARE(only(route("00000000", 0, "00000000")).destination, QStringLiteral("0.0.0.0"));
        QCOMPARE(only(route("00000000", 0, "00000000")).mask, QStringLiteral("0.0.0.0"));
        QCOMPARE(only(route("00000000", 0, "00000000")).gateway, QStringLiteral("0.0.0.0"));
        QCOMPARE(only(route(zeroes, 0, zeroes)).destination, QStringLiteral("::"));
        QCOMPARE(only(route(zeroes, 0, zeroes)).nexthop, QStringLiteral("::"));
    }

    void wholeAddressHasAFullMask()
    {
        QCOMPARE(only(route("c6336401", 32, "00000000")).mask, QStringLiteral("255.255.255.255"));
    }

    void interfaceWithoutAdapterHasItsNumber()
    {
        AdapterRoute source = route("c6336400", 24, "c0000201");
        source.luid = 77;
        source.mtu = std::nullopt;
        QCOMPARE(only(source).iface, QStringLiteral("if12"));
        QVERIFY(!only(source).mtu);
    }
};

QTEST_GUILESS_MAIN(RouteListTest)
#include "route_list_test.moc"

// SPDX-License-Identifier: Apache-2.0
// The kernel's answers about links and addresses become Link and LinkAddress.
#include "netlink_builder.h"
#include "platform/linux/network/link_decoder.h"

#include <QTest>

#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

using namespace ga;

namespace {

// Counters whose values are their positions, counted from 1.
QByteArray countedStatistics(int counters)
{
    QByteArray statistics;
    for (int i = 1; i <= counters; ++i)
        statistics += netlink::number(quint64(i));
    return netlink::attribute(IFLA_STATS64, statistics);
}

QByteArray vethLink()
{
    return netlink::link(
        7, IFF_UP,
        netlink::text(IFLA_IFNAME, "veth1") +
            netlink::attribute(IFLA_ADDRESS, "\x02\xfc\x01\x02\x03\x04") + countedStatistics(25) +
            netlink::attribute(IFLA_LINKINFO | NLA_F_NESTED, netlink::text(IFLA_INFO_KIND, "veth") +
                                                                 netlink::attribute(99, "?")));
}

QByteArray ipv4Address()
{
    return netlink::address(AF_INET, 24, 7,
                            netlink::attribute(IFA_ADDRESS, netlink::bytes({192, 0, 2, 9})) +
                                netlink::attribute(IFA_LOCAL, netlink::bytes({192, 0, 2, 2})) +
                                netlink::text(IFA_LABEL, "veth1:x"));
}

QByteArray ipv6Address()
{
    return netlink::address(
        AF_INET6, 64, 7,
        netlink::attribute(IFA_ADDRESS, QByteArray::fromHex("fe80000000000000000000000000000a")));
}

} // namespace

class LinkDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linkIsDecoded()
    {
        const auto links = decodeLinks(vethLink());
        QVERIFY(links);
        QCOMPARE(links->size(), 1);
        const Link &link = links->first();
        QCOMPARE(link.index, 7u);
        QCOMPARE(link.name, QStringLiteral("veth1"));
        QCOMPARE(link.kind, QStringLiteral("veth"));
        QCOMPARE(link.address.toHex(), QByteArray("02fc01020304"));
        QVERIFY(!link.loopback);
        QVERIFY(!link.hasDevice);
    }

    // struct rtnl_link_stats64: packets, bytes, errors, dropped, each received and sent; the 16th
    // is rx_missed_errors.
    void countersAreThoseOfProcNetDev()
    {
        const auto links = decodeLinks(vethLink());
        QVERIFY(links && links->first().statistics);
        const InterfaceStatistics &statistics = *links->first().statistics;
        QCOMPARE(statistics.rxPackets, 1u);
        QCOMPARE(statistics.txPackets, 2u);
        QCOMPARE(statistics.rxBytes, 3u);
        QCOMPARE(statistics.txBytes, 4u);
        QCOMPARE(statistics.rxErrors, 5u);
        QCOMPARE(statistics.txErrors, 6u);
        QCOMPARE(statistics.rxDropped, 7u + 16u);
        QCOMPARE(statistics.txDropped, 8u);
    }

    void countersOfAnotherKernelAreRead_data()
    {
        QTest::addColumn<int>("counters");
        QTest::newRow("older") << 23;
        QTest::newRow("newer") << 40;
    }

    void countersOfAnotherKernelAreRead()
    {
        QFETCH(int, counters);
        const auto links = decodeLinks(
            netlink::link(1, 0, netlink::text(IFLA_IFNAME, "eth0") + countedStatistics(counters)));
        QVERIFY(links && links->first().statistics);
        QCOMPARE(links->first().statistics->txDropped, 8u);
    }

    void cutCountersAreZero()
    {
        const auto links =
            decodeLinks(netlink::link(1, 0,
                                      netlink::text(IFLA_IFNAME, "eth0") +
                                          netlink::attribute(IFLA_STATS64, QByteArray(20, '\1'))));
        QVERIFY(links && links->first().statistics);
        QVERIFY(links->first().statistics->rxPackets != 0);
        QCOMPARE(links->first().statistics->rxBytes, 0u);
        QCOMPARE(links->first().statistics->txDropped, 0u);
    }

    void linkWithoutCountersHasNone()
    {
        const auto links = decodeLinks(netlink::link(1, 0, netlink::text(IFLA_IFNAME, "eth0")));
        QVERIFY(links);
        QVERIFY(!links->first().statistics);
        QVERIFY(links->first().address.isEmpty());
    }

    void loopbackIsKnownByItsFlag()
    {
        const auto links =
            decodeLinks(netlink::link(1, IFF_UP | IFF_LOOPBACK, netlink::text(IFLA_IFNAME, "lo")));
        QVERIFY(links);
        QVERIFY(links->first().loopback);
    }

    void deviceIsKnownByItsParent()
    {
        const auto links = decodeLinks(netlink::link(
            1, 0,
            netlink::text(IFLA_IFNAME, "eth0") + netlink::text(IFLA_PARENT_DEV_NAME, "virtio0")));
        QVERIFY(links);
        QVERIFY(links->first().hasDevice);
    }

    void nameThatIsNoUtf8IsStillText()
    {
        const auto links = decodeLinks(netlink::link(1, 0, netlink::text(IFLA_IFNAME, "e\xff")));
        QVERIFY(links);
        QCOMPARE(links->first().name, QStringLiteral("e\uFFFD"));
    }

    void namelessLinksAndOtherMessagesAreSkipped()
    {
        const auto links = decodeLinks(netlink::link(1, 0, {}) + ipv4Address() + vethLink());
        QVERIFY(links);
        QCOMPARE(links->size(), 1);
    }

    void ownAddressIsTakenNotThePeers()
    {
        const auto addresses = decodeAddresses(ipv4Address());
        QVERIFY(addresses);
        QCOMPARE(addresses->size(), 1);
        const LinkAddress &address = addresses->first();
        QCOMPARE(address.linkIndex, 7u);
        QCOMPARE(address.label, QStringLiteral("veth1:x"));
        QCOMPARE(address.address.address, QStringLiteral("192.0.2.2"));
        QCOMPARE(address.address.type, IpAddressType::Ipv4);
        QCOMPARE(address.address.prefix, 24);
    }

    void ipv6AddressHasNoScope()
    {
        const auto addresses = decodeAddresses(ipv6Address());
        QVERIFY(addresses);
        QCOMPARE(addresses->first().address.address, QStringLiteral("fe80::a"));
        QCOMPARE(addresses->first().address.type, IpAddressType::Ipv6);
        QCOMPARE(addresses->first().address.prefix, 64);
        QVERIFY(addresses->first().label.isEmpty());
    }

    void addressesOfOtherFamiliesAreSkipped()
    {
        const auto addresses =
            decodeAddresses(netlink::address(35 /* AF_PHONET */, 0, 7, {}) + ipv6Address());
        QVERIFY(addresses);
        QCOMPARE(addresses->size(), 1);
    }

    void impossibleAddressIsAnError_data()
    {
        QTest::addColumn<QByteArray>("dump");
        const auto v4 = [](const QByteArray &bytes) {
            return netlink::attribute(IFA_LOCAL, bytes);
        };
        QTest::newRow("no address") << netlink::address(AF_INET, 24, 7, {});
        QTest::newRow("3 bytes") << netlink::address(AF_INET, 24, 7, v4(QByteArray(3, '\1')));
        QTest::newRow("16 bytes of IPv4")
            << netlink::address(AF_INET, 24, 7, v4(QByteArray(16, '\1')));
        QTest::newRow("prefix 33") << netlink::address(AF_INET, 33, 7, v4(QByteArray(4, '\1')));
        QTest::newRow("prefix 129") << netlink::address(AF_INET6, 129, 7, v4(QByteArray(16, '\1')));
        QTest::newRow("no header") << netlink::message(RTM_NEWADDR, QByteArray(7, '\1'));
    }

    void impossibleAddressIsAnError()
    {
        QFETCH(QByteArray, dump);
        QVERIFY(!decodeAddresses(dump));
    }

    void impossibleLinkIsAnError()
    {
        QVERIFY(!decodeLinks(netlink::message(RTM_NEWLINK, QByteArray(15, '\1'))));
        QVERIFY(!decodeLinks(netlink::link(1, 0, netlink::attribute(IFLA_LINKINFO, "\x03"))));
    }

    // Decoding ends, with whatever result, and reads nothing outside (proved under the sanitizers).
    void damagedDumpsAreSurvived()
    {
        const QByteArray dump = vethLink() + ipv4Address() + ipv6Address();
        for (qsizetype size = 0; size < dump.size(); ++size) {
            const QByteArray cut(dump.constData(), size);
            static_cast<void>(decodeLinks(cut));
            static_cast<void>(decodeAddresses(cut));
        }
        for (qsizetype at = 0; at < dump.size(); ++at) {
            for (const int value : {0, 1, 3, 4, 0x7f, 0xff}) {
                QByteArray damaged = dump;
                damaged[at] = char(value);
                static_cast<void>(decodeLinks(damaged));
                static_cast<void>(decodeAddresses(damaged));
            }
        }
    }
};

QTEST_GUILESS_MAIN(LinkDecoderTest)
#include "link_decoder_test.moc"

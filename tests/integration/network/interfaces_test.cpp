// SPDX-License-Identifier: Apache-2.0
// In namespaces of their own, interfaces are told as getifaddrs(3) tells them, in the order that is
// promised.
#include "platform/linux/network/linux_network.h"
#include "private_network.h"

#include <QProcess>
#include <QTest>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <bitset>
#include <memory>

using namespace ga;
using private_network::ip;

namespace {

QList<NetworkInterface> interfaces()
{
    auto network = LinuxNetwork::create();
    if (!network)
        qFatal("%s", qPrintable(network.reason()));
    const auto list = network->interfaces();
    if (!list)
        qFatal("%s", qPrintable(list.error().description));
    return *list;
}

QStringList names()
{
    QStringList list;
    for (const NetworkInterface &interface : interfaces())
        list.append(interface.name);
    return list;
}

NetworkInterface named(const char *name)
{
    for (const NetworkInterface &interface : interfaces()) {
        if (interface.name == QLatin1StringView(name))
            return interface;
    }
    return {};
}

// "NAME ADDRESS/PREFIX", sorted.
QStringList addresses()
{
    QStringList list;
    for (const NetworkInterface &interface : interfaces()) {
        for (const IpAddress &address : interface.ipAddresses.value_or(QList<IpAddress>()))
            list.append(QStringLiteral("%1 %2/%3")
                            .arg(interface.name, address.address)
                            .arg(address.prefix));
    }
    list.sort();
    return list;
}

QString addressText(const ifaddrs &entry)
{
    const bool isIpv4 = entry.ifa_addr->sa_family == AF_INET;
    const auto bytesOf = [&](const sockaddr *address) -> const void * {
        if (isIpv4)
            return &reinterpret_cast<const sockaddr_in *>(address)->sin_addr;
        return &reinterpret_cast<const sockaddr_in6 *>(address)->sin6_addr;
    };
    const auto *mask = static_cast<const quint8 *>(bytesOf(entry.ifa_netmask));
    int prefix = 0;
    for (int i = 0; i < (isIpv4 ? 4 : 16); ++i)
        prefix += int(std::bitset<8>(mask[i]).count());
    char text[INET6_ADDRSTRLEN];
    inet_ntop(entry.ifa_addr->sa_family, bytesOf(entry.ifa_addr), text, sizeof text);
    return QStringLiteral("%1 %2/%3")
        .arg(QString::fromLatin1(entry.ifa_name), QString::fromLatin1(text))
        .arg(prefix);
}

// The same by way of the C library.
QStringList addressesOfTheLibrary()
{
    ifaddrs *entries = nullptr;
    if (getifaddrs(&entries) < 0)
        qFatal("getifaddrs failed");
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owned(entries, &freeifaddrs);
    QStringList list;
    for (const ifaddrs *entry = entries; entry; entry = entry->ifa_next) {
        const int family = entry->ifa_addr ? entry->ifa_addr->sa_family : 0;
        if (family == AF_INET || family == AF_INET6)
            list.append(addressText(*entry));
    }
    list.sort();
    return list;
}

bool addVeth(const char *name)
{
    const QByteArray text(name);
    return ip("link add " + text + " type veth peer name peer-" + text + "\nlink set " + text +
              " up\nlink set peer-" + text + " up\n");
}

} // namespace

// Addresses of IPv6 come and go by themselves: both sides are read until they agree.
#define COMPARE_WITH_LIBRARY() QTRY_COMPARE(addresses(), addressesOfTheLibrary())

class InterfacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = private_network::whyNot(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
    }

    void init() { QVERIFY(private_network::enterNew()); }

    void emptyNamespaceHasALoopbackWithoutAddresses()
    {
        QVERIFY(names().contains(QStringLiteral("lo")));
        QCOMPARE(names().first(), QStringLiteral("lo"));
        QVERIFY(!named("lo").ipAddresses);
        QCOMPARE(named("lo").hardwareAddress, QStringLiteral("00:00:00:00:00:00"));
        QVERIFY(named("lo").statistics);
    }

    void addressesOfBothFamiliesAreTold()
    {
        QVERIFY(addVeth("eth0"));
        QVERIFY(ip("link set lo up\nlink set eth0 address 02:FC:00:00:AB:01\n"
                   "addr add 192.0.2.2/24 dev eth0\naddr add 2001:db8::2/64 dev eth0\n"
                   "addr add 10.9.0.1 peer 10.9.0.2/32 dev eth0\naddr add 2001:db8:1::1 peer "
                   "2001:db8:1::2/128 dev eth0\n"
                   "addr add ::ffff:192.0.2.9/128 dev eth0\n"));
        COMPARE_WITH_LIBRARY();
        QVERIFY(addresses().contains(QStringLiteral("eth0 192.0.2.2/24")));
        QVERIFY(addresses().contains(QStringLiteral("eth0 10.9.0.1/32")));
        QVERIFY(addresses().contains(QStringLiteral("eth0 2001:db8::2/64")));
        QCOMPARE(named("eth0").hardwareAddress, QStringLiteral("02:fc:00:00:ab:01"));
    }

    void aliasLabelsAreInterfacesBehindTheirs()
    {
        QVERIFY(addVeth("eth0"));
        QVERIFY(ip("addr add 192.0.2.2/24 dev eth0\naddr add 192.0.2.3/24 dev eth0 label eth0:1\n"
                   "addr add 192.0.2.4/24 dev eth0 label eth0:web\naddr add 192.0.2.5/24 dev eth0 "
                   "label eth0:1\n"));
        COMPARE_WITH_LIBRARY();
        const qsizetype at = names().indexOf(QStringLiteral("eth0"));
        QCOMPARE(names().mid(at, 3), (QStringList{QStringLiteral("eth0"), QStringLiteral("eth0:1"),
                                                  QStringLiteral("eth0:web")}));
        QCOMPARE(named("eth0:1").hardwareAddress, named("eth0").hardwareAddress);
        QCOMPARE(named("eth0:1").ipAddresses->size(), 2);
    }

    void hundredsOfAddressesAreTold()
    {
        QVERIFY(addVeth("eth0"));
        QByteArray commands;
        for (int i = 0; i < 500; ++i) {
            commands += "addr add 10.0." + QByteArray::number(i / 250) + '.' +
                        QByteArray::number(i % 250 + 1) + "/16 dev eth0\n";
            commands +=
                "addr add 2001:db8::" + QByteArray::number(i + 1, 16) + "/64 dev eth0 nodad\n";
        }
        QVERIFY(ip(commands));
        COMPARE_WITH_LIBRARY();
        QVERIFY(named("eth0").ipAddresses->size() >= 1000);
    }

    void hundredsOfInterfacesAreTold()
    {
        QByteArray commands;
        for (int i = 0; i < 300; ++i)
            commands += "link add br" + QByteArray::number(i) + " type bridge\n";
        QVERIFY(ip(commands));
        const QStringList list = names();
        QCOMPARE(std::count_if(
                     list.begin(), list.end(),
                     [](const QString &name) { return name.startsWith(QStringLiteral("br")); }),
                 300);
        QVERIFY(list.indexOf(QStringLiteral("br2")) < list.indexOf(QStringLiteral("br10")));
    }

    void guestWithIpv6OnlyIsTold()
    {
        QVERIFY(addVeth("eth0"));
        QVERIFY(addVeth("eth1"));
        QVERIFY(ip("addr add 2001:db8::2/64 dev eth1 nodad\nroute add default via 2001:db8::1 dev "
                   "eth1\n"));
        COMPARE_WITH_LIBRARY();
        QCOMPARE(names().first(), QStringLiteral("eth1"));
    }

    void guestWithoutIpv6IsTold()
    {
        if (!private_network::setSysctl("net/ipv6/conf/all/disable_ipv6", "1"))
            QSKIP("this kernel has no IPv6 to switch off");
        QVERIFY(private_network::setSysctl("net/ipv6/conf/default/disable_ipv6", "1"));
        QVERIFY(addVeth("eth0"));
        QVERIFY(ip(
            "link set lo up\naddr add 192.0.2.2/24 dev eth0\nroute add default via 192.0.2.1\n"));
        QCOMPARE(addresses(), (QStringList{QStringLiteral("eth0 192.0.2.2/24"),
                                           QStringLiteral("lo 127.0.0.1/8")}));
        QCOMPARE(names().first(), QStringLiteral("eth0"));
    }

    void defaultRouteDecidesWhatIsFirst()
    {
        QVERIFY(addVeth("eth0"));
        QVERIFY(addVeth("eth1"));
        QVERIFY(ip("addr add 192.0.2.2/24 dev eth0\naddr add 198.51.100.2/24 dev eth1\n"
                   "route add default via 198.51.100.1 metric 100\n"));
        QCOMPARE(names().first(), QStringLiteral("eth1"));
        QVERIFY(ip("route add default via 192.0.2.1 metric 50\n"));
        QCOMPARE(names().mid(0, 2), (QStringList{QStringLiteral("eth0"), QStringLiteral("eth1")}));
        QVERIFY(ip("route del default via 192.0.2.1\nroute add blackhole default metric 1\n"));
        QCOMPARE(names().first(), QStringLiteral("eth1"));
    }

    void bridgeWithTheDefaultRouteStandsBeforeItsPorts()
    {
        QVERIFY(addVeth("port"));
        QVERIFY(ip("link add br-lan type bridge\nlink set port master br-lan\nlink set br-lan up\n"
                   "link add docker0 type bridge\naddr add 172.17.0.1/16 dev docker0\n"
                   "addr add 192.0.2.2/24 dev br-lan\nroute add default via 192.0.2.1\n"));
        QCOMPARE(names().first(), QStringLiteral("br-lan"));
        COMPARE_WITH_LIBRARY();
    }

    void oddNamesAreTold()
    {
        QVERIFY(ip("link add br\xc3\xa4 type bridge\nlink add a-very-long-nam type bridge\n"));
        QVERIFY(names().contains(QStringLiteral("br\u00e4")));
        QVERIFY(names().contains(QStringLiteral("a-very-long-nam")));
    }

    void countersCountWhatWasSent()
    {
        QVERIFY(ip("link set lo up\n"));
        const quint64 before = named("lo").statistics->rxPackets;
        const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in target{};
        target.sin_family = AF_INET;
        target.sin_port = htons(9);
        target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const ssize_t sent = ::sendto(socket, "hello", 5, 0,
                                      reinterpret_cast<const sockaddr *>(&target), sizeof target);
        ::close(socket);
        QCOMPARE(sent, 5);
        NetworkInterface after; // Of one look: between two there may be more.
        QTRY_VERIFY((after = named("lo")).statistics->rxPackets > before);
        QCOMPARE(after.statistics->txBytes, after.statistics->rxBytes);
    }

    // The kernel marks a list that changes while it is written; it's asked again, and the answer is
    // whole.
    void networkThatNeverHoldsStillIsTold()
    {
        QVERIFY(addVeth("eth0"));
        QVERIFY(ip("addr add 192.0.2.2/24 dev eth0\n"));
        QByteArray commands;
        for (int i = 0; i < 40; ++i)
            commands +=
                "link add churn type bridge\naddr add 10.1.1.1/24 dev churn\nlink del churn\n";
        QProcess churn;
        churn.start(private_network::ipProgram(), {QStringLiteral("-batch"), QStringLiteral("-")});
        churn.write(commands);
        churn.closeWriteChannel();
        QVERIFY(churn.waitForStarted());
        int rounds = 0;
        while (!churn.waitForFinished(0) && churn.state() != QProcess::NotRunning) {
            QVERIFY(names().contains(QStringLiteral("eth0")));
            ++rounds;
        }
        QCOMPARE(churn.exitCode(), 0);
        QVERIFY(rounds > 0);
    }
};

QTEST_GUILESS_MAIN(InterfacesTest)
#include "interfaces_test.moc"

// SPDX-License-Identifier: Apache-2.0
// VsockListenChannel: its addresses, and a host where this kernel can reach itself.
#include "channel_fixtures.h"

#include "platform/api/channels.h"
#include "platform/linux/channel/vsock_listen_channel.h"

#include <QTest>

#include <linux/vm_sockets.h>

#include <cerrno>

using namespace ga;

namespace {

// Another one for each process, as several may run this test at once.
const quint32 port = 0x10000u + quint32(::getpid());

QString addressOf(quint32 cid)
{
    return QStringLiteral("%1:%2").arg(cid).arg(port);
}

sockaddr_vm socketAddress(quint32 cid)
{
    sockaddr_vm address{};
    address.svm_family = AF_VSOCK;
    address.svm_cid = cid;
    address.svm_port = port;
    return address;
}

// A process of this machine that connects to the channel; an invalid one: this kernel has no vsock
// loopback.
Descriptor connectTo(Channel &channel)
{
    Descriptor host(::socket(AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_vm address = socketAddress(VMADDR_CID_LOCAL);
    if (!host.isValid() || !channel.open() ||
        ::connect(host.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    return host;
}

bool canListen()
{
    const Descriptor socket(::socket(AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_vm address = socketAddress(VMADDR_CID_ANY);
    return socket.isValid() && ::bind(socket.number(), reinterpret_cast<const sockaddr *>(&address),
                                      sizeof address) == 0;
}

} // namespace

class VsockListenChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreTwoDecimalNumbers()
    {
        const auto address = parseVsockAddress(QStringLiteral("4294967295:1234"));
        QVERIFY(address);
        QCOMPARE(address->cid, VMADDR_CID_ANY);
        QCOMPARE(address->port, 1234u);
        QCOMPARE(parseVsockAddress(QStringLiteral("3:4294967295"))->port, 4294967295u);
    }

    void otherAddressesAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "1", ":", "1:", ":1", "1:2:3", "a:1", "1:a", "-1:2", "+1:2",
                                 "0x3:1", " 3:1", "3: 1", "3:1 ", "4294967296:1", "3:4294967296"})
            QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }

    void otherAddressesAreRefused()
    {
        QFETCH(QString, text);
        const auto channel = createChannel({ChannelMethod::VsockListen, text, {}});
        QVERIFY(!channel);
        QCOMPARE(channel.error().description,
                 QStringLiteral("error parsing address '%1'").arg(text));
    }

    void aPortInUseIsAClearError()
    {
        if (!canListen())
            QSKIP("this kernel has no vsock to listen on");
        const auto first =
            *createChannel({ChannelMethod::VsockListen, addressOf(VMADDR_CID_ANY), {}});
        QVERIFY(first->open());
        const auto second =
            *createChannel({ChannelMethod::VsockListen, addressOf(VMADDR_CID_ANY), {}});
        const auto opened = second->open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().description,
                 QStringLiteral("error opening channel '%1': Address already in use")
                     .arg(addressOf(VMADDR_CID_ANY)));
    }

    void onlyTheHostIsAHost()
    {
        QVERIFY(isHost(VMADDR_CID_HOST));
        for (const quint32 cid : {0u, 1u, 3u, VMADDR_CID_ANY})
            QVERIFY(!isHost(cid));
    }

    void aProcessOfThisMachineIsTurnedAway()
    {
        const auto channel =
            createChannel({ChannelMethod::VsockListen, addressOf(VMADDR_CID_LOCAL), {}});
        const Descriptor peer = connectTo(**channel);
        if (!peer.isValid())
            QSKIP("this kernel has no vsock loopback");
        const Record record(**channel);
        char byte = 0;
        QTRY_COMPARE(::recv(peer.number(), &byte, 1, MSG_DONTWAIT), 0);
        QVERIFY(record.events.isEmpty());
    }

    void hostsAreServedAsOnOtherSockets()
    {
        const auto channel = VsockListenChannel::create(
            addressOf(VMADDR_CID_LOCAL), [](quint32 cid) { return cid == VMADDR_CID_LOCAL; });
        const Descriptor host = connectTo(**channel);
        if (!host.isValid())
            QSKIP("this kernel has no vsock loopback");
        const Record record(**channel);
        QVERIFY(writeAll(host, "request"));
        ::shutdown(host.number(), SHUT_WR);
        QTRY_COMPARE(record.events, (QByteArrayList{"connected", "bytes request", "input ended"}));
        (*channel)->send("late reply");
        (*channel)->finish();
        QTRY_COMPARE(record.count("disconnected"), 1);
        QCOMPARE(readNow(host), "late reply");
    }
};

QTEST_GUILESS_MAIN(VsockListenChannelTest)
#include "vsock_listen_channel_test.moc"

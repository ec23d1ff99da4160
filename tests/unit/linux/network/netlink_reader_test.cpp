// SPDX-License-Identifier: Apache-2.0
// Netlink bytes are taken apart, and nothing is believed about their lengths.
#include "netlink_builder.h"
#include "platform/linux/network/linux_network.h"
#include "platform/linux/network/netlink_dump.h"
#include "platform/linux/network/netlink_reader.h"

#include <QTest>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cerrno>

using namespace ga;

class NetlinkReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreSplit()
    {
        const QByteArray bytes = netlink::message(16, "abcde") + netlink::message(3, {});
        const auto split = splitNetlinkMessages(bytes);
        QVERIFY(split);
        QCOMPARE(split->size(), 2);
        QCOMPARE(split->at(0).type, 16);
        QCOMPARE(split->at(0).sequence, 1u);
        QCOMPARE(split->at(0).payload, QByteArrayView("abcde"));
        QCOMPARE(split->at(1).type, 3);
        QVERIFY(split->at(1).payload.isEmpty());
    }

    void lastMessageNeedsNoPadding()
    {
        QByteArray bytes = netlink::message(16, "abcde");
        bytes.chop(3);
        const auto split = splitNetlinkMessages(bytes);
        QVERIFY(split);
        QCOMPARE(split->at(0).payload, QByteArrayView("abcde"));
    }

    void impossibleMessageIsAnError_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = netlink::message(16, "abcd");
        QTest::newRow("shorter than a header") << good.first(15);
        QTest::newRow("cut off") << good.first(19);
        QTest::newRow("length 0") << netlink::number(quint32(0)) + good.sliced(4);
        QTest::newRow("length 15") << netlink::number(quint32(15)) + good.sliced(4);
        QTest::newRow("longest length") << netlink::number(~quint32(0)) + good.sliced(4);
        QTest::newRow("second cut off") << good + good.first(7);
    }

    void impossibleMessageIsAnError()
    {
        QFETCH(QByteArray, bytes);
        const auto split = splitNetlinkMessages(bytes);
        QVERIFY(!split);
        QCOMPARE(split.error().description,
                 QStringLiteral("the kernel's answer about the network is malformed"));
    }

    void attributesAreFoundByType()
    {
        const QByteArray bytes =
            netlink::text(3, "eth0") + netlink::attribute(900, "unknown") +
            netlink::attribute(4 | NLA_F_NESTED, netlink::number(quint32(1500)));
        const auto attributes = NetlinkAttributes::parse(bytes);
        QVERIFY(attributes);
        QCOMPARE(attributes->text(3), QStringLiteral("eth0"));
        QCOMPARE(attributes->number<quint32>(4), std::optional<quint32>(1500));
        QCOMPARE(attributes->number<quint16>(4), std::nullopt);
        QVERIFY(!attributes->find(5));
    }

    void repeatedAttributeCountsLast()
    {
        const QByteArray bytes = netlink::text(3, "a") + netlink::text(3, "b");
        const auto attributes = NetlinkAttributes::parse(bytes);
        QVERIFY(attributes);
        QCOMPARE(attributes->text(3), QStringLiteral("b"));
    }

    void textWithoutNulEndsWithItsAttribute()
    {
        const QByteArray bytes = netlink::attribute(3, "eth0");
        const auto attributes = NetlinkAttributes::parse(bytes);
        QVERIFY(attributes);
        QCOMPARE(attributes->text(3), QStringLiteral("eth0"));
    }

    void impossibleAttributeIsAnError_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = netlink::text(3, "eth0");
        QTest::newRow("shorter than a header") << good.first(3);
        QTest::newRow("cut off") << good.first(8);
        QTest::newRow("length 0") << netlink::number(quint16(0)) + good.sliced(2);
        QTest::newRow("length 3") << netlink::number(quint16(3)) + good.sliced(2);
        QTest::newRow("longest length") << netlink::number(quint16(0xffff)) + good.sliced(2);
    }

    void impossibleAttributeIsAnError()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!NetlinkAttributes::parse(bytes));
    }

    void bytesNeedNoAlignment()
    {
        const QByteArray shifted = "x" + netlink::message(16, netlink::text(3, "eth0"));
        const auto split = splitNetlinkMessages(QByteArrayView(shifted).sliced(1));
        QVERIFY(split);
        const auto attributes = NetlinkAttributes::parse(split->at(0).payload);
        QVERIFY(attributes);
        QCOMPARE(attributes->text(3), QStringLiteral("eth0"));
    }

    void dumpIsCollectedUntilDone()
    {
        DumpCollector collector(1, {});
        const QByteArray first = netlink::message(16, "abc");
        const QByteArray second = netlink::message(16, "def");
        QCOMPARE(collector.take(first).value(), false);
        QCOMPARE(collector.take(second + netlink::message(NLMSG_DONE, netlink::number(qint32(0))))
                     .value(),
                 true);
        QVERIFY(!collector.wasInterrupted());
        QCOMPARE(collector.takeMessages(), first + second);
    }

    void answersToOthersAreSkipped()
    {
        DumpCollector collector(1, {});
        QCOMPARE(
            collector
                .take(netlink::message(16, "old", 2, 7) + netlink::message(NLMSG_DONE, {}, 2, 7))
                .value(),
            false);
        QCOMPARE(collector.take(netlink::message(NLMSG_DONE, {})).value(), true);
        QVERIFY(collector.takeMessages().isEmpty());
    }

    void refusalIsAnErrorWithItsCause()
    {
        for (const quint16 type : {NLMSG_ERROR, NLMSG_DONE}) {
            DumpCollector collector(1, {});
            const auto taken =
                collector.take(netlink::message(type, netlink::number(qint32(-EPERM))));
            QVERIFY(!taken);
            QCOMPARE(taken.error().systemError, EPERM);
            QCOMPARE(taken.error().description,
                     QStringLiteral(
                         "the kernel refused to tell about the network: Operation not permitted"));
        }
    }

    void tooLongDumpIsAnError()
    {
        DumpCollector collector(1, {40, WhenTooLong::Fail});
        const QByteArray message = netlink::message(16, "abcd");
        QCOMPARE(collector.take(message + message).value(), false);
        const auto taken = collector.take(message);
        QVERIFY(!taken);
        QCOMPARE(taken.error().description,
                 QStringLiteral("the kernel's list is longer than 40 bytes"));
    }

    void tooLongDumpIsCutWhereThatIsWanted()
    {
        DumpCollector collector(1, {45, WhenTooLong::Cut});
        const QByteArray message = netlink::message(16, "abcd");
        QCOMPARE(collector.take(message + message + message).value(), true);
        QCOMPARE(collector.takeMessages(), message + message);
    }

    void interruptionIsNoticed_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        const QByteArray done = netlink::message(NLMSG_DONE, {});
        QTest::newRow("in a message")
            << netlink::message(16, "abc", NLM_F_MULTI | NLM_F_DUMP_INTR) + done;
        QTest::newRow("at the end")
            << netlink::message(NLMSG_DONE, {}, NLM_F_MULTI | NLM_F_DUMP_INTR);
    }

    void interruptionIsNoticed()
    {
        QFETCH(QByteArray, datagram);
        DumpCollector collector(1, {});
        QCOMPARE(collector.take(datagram).value(), true);
        QVERIFY(collector.wasInterrupted());
    }

    void interruptedDumpIsRepeated()
    {
        int calls = 0;
        const auto messages = undisturbed([&]() -> Result<DumpAnswer> {
            ++calls;
            return DumpAnswer{QByteArray::number(calls), calls < 3};
        });
        QVERIFY(messages);
        QCOMPARE(*messages, QByteArray("3"));
        QCOMPARE(calls, 3);
    }

    void endlesslyInterruptedDumpIsTakenAsItIs()
    {
        int calls = 0;
        QTest::ignoreMessage(QtWarningMsg, "The network changes faster than it can be listed: the "
                                           "list may lack something or name it twice");
        const auto messages = undisturbed([&]() -> Result<DumpAnswer> {
            ++calls;
            return DumpAnswer{QByteArray::number(calls), true};
        });
        QVERIFY(messages);
        QCOMPARE(*messages, QByteArray("5"));
        QCOMPARE(calls, 5);
    }

    void processWithoutNetlinkLacksTheNetwork()
    {
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        const rlimit none{0, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
        const auto network = LinuxNetwork::create();
        const auto links = dumpRouteNetlink(RTM_GETLINK, AF_UNSPEC);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
        QCOMPARE(network.reason(),
                 QStringLiteral("failed to open a netlink socket: Too many open files"));
        QVERIFY(!links);
        QCOMPARE(links.error().systemError, EMFILE);
    }

    void failedDumpIsNotRepeated()
    {
        int calls = 0;
        const auto messages = undisturbed([&]() -> Result<DumpAnswer> {
            ++calls;
            return fail(QStringLiteral("no"));
        });
        QVERIFY(!messages);
        QCOMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(NetlinkReaderTest)
#include "netlink_reader_test.moc"

// SPDX-License-Identifier: Apache-2.0
// UnixListenChannel: hosts one after the other, half-closed, slow, gone or large, over real
// sockets.
#include "platform/api/channels.h"

#include "channel_fixtures.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <vector>

using namespace ga;
using namespace std::chrono_literals;

namespace {

constexpr qint64 large = 64 * 1024 * 1024;

// A listening channel in a directory of its own.
struct Listening
{
    explicit Listening(bool opened = true)
    {
        if (opened && !channel->open())
            qFatal("the channel does not open");
    }

    QTemporaryDir directory;
    QString path = directory.filePath(QStringLiteral("socket"));
    std::unique_ptr<Channel> channel = *createChannel({ChannelMethod::UnixListen, path, {}});
    Record record{*channel};
};

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

class UnixListenChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAndRepliesPass()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        QVERIFY(host.isValid());
        QTRY_COMPARE(it.record.events, QByteArrayList{"connected"});
        QVERIFY(writeAll(host, "ping"));
        QTRY_COMPARE(it.record.received, "ping");
        it.channel->send("pong");
        QCOMPARE(it.channel->pendingBytes(), 0); // Written at once, not a turn of the loop later.
        QCOMPARE(readNow(host), "pong");
    }

    void bytesArriveUnchangedHoweverTheyAreSplit()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        const QByteArray all = pattern(3000);
        for (qsizetype at = 0, step = 1; at < all.size(); at += step, step = step % 97 + 1) {
            QVERIFY(writeAll(host, all.mid(at, step)));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(it.record.received.size(), all.size());
        QCOMPARE(it.record.received, all);
    }

    void theNextHostIsServedAfterTheOneBefore()
    {
        Listening it;
        Descriptor first = connectTo(it.path);
        QVERIFY(writeAll(first, "one"));
        QTRY_COMPARE(it.record.received, "one");
        const Descriptor second = connectTo(it.path);
        QVERIFY(second.isValid());
        QVERIFY(writeAll(second, "two"));
        const Descriptor third = connectTo(it.path);
        QVERIFY(writeAll(third, "three"));
        QVERIFY(writeAll(first, "+"));
        QTRY_COMPARE(it.record.received, "one+");

        first.reset();
        QTRY_COMPARE(it.record.received, "one+two");
        it.channel->send("reply");
        QCOMPARE(readNow(second), "reply");
        QCOMPARE(it.record.events, (QByteArrayList{"connected", "bytes one+", "disconnected",
                                                   "connected", "bytes two"}));
    }

    void theQueueOfWaitingHostsIsBounded()
    {
        Listening it;
        std::vector<Descriptor> hosts;
        while (hosts.size() < 1000) {
            Descriptor host = connectTo(it.path);
            if (!host.isValid())
                break;
            hosts.push_back(std::move(host));
        }
        QVERIFY(hosts.size() >= 2);
        QVERIFY(hosts.size() < 100);
        QTRY_COMPARE(it.record.count("connected"), 1);
        for (size_t served = 1; !hosts.empty(); ++served) {
            hosts.erase(hosts.begin());
            QTRY_COMPARE(it.record.count("disconnected"), int(served));
        }
    }

    void aHalfClosedHostGetsALateReply()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        QVERIFY(writeAll(host, "slow"));
        ::shutdown(host.number(), SHUT_WR);
        QTRY_COMPARE(it.record.events, (QByteArrayList{"connected", "bytes slow", "input ended"}));
        const Descriptor next = connectTo(it.path);
        QVERIFY(wakeUpsDuring(100ms) < 20); // The end of input doesn't spin.
        QCOMPARE(it.record.count("connected"), 1);

        it.channel->send("late reply");
        it.channel->finish();
        QTRY_COMPARE(it.record.count("connected"), 2);
        QCOMPARE(readNow(host), "late reply");
        QVERIFY(readNow(host).isNull());
    }

    void aHalfClosedHostGetsALargeReplyToItsEnd()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        ::shutdown(host.number(), SHUT_WR);
        QTRY_COMPARE(it.record.count("input ended"), 1);
        it.channel->send(QByteArray(3000000, 'x'));
        it.channel->finish();
        qint64 total = 0;
        while (it.record.count("disconnected") == 0) {
            total += readNow(host).size();
            QCoreApplication::processEvents();
        }
        total += readNow(host).size();
        QCOMPARE(total, 3000000);
    }

    void aHalfClosedHostThatGoesAwayMakesRoom()
    {
        Listening it;
        Descriptor host = connectTo(it.path);
        ::shutdown(host.number(), SHUT_WR);
        QTRY_COMPARE(it.record.count("input ended"), 1);
        host.reset();
        QTRY_COMPARE(it.record.count("disconnected"), 1); // Without a finish().
        QCOMPARE(it.record.count("input ended"), 1);
    }

    void aHalfClosedHostThatDoesNotReadMakesRoomWhenItGoes()
    {
        Listening it;
        Descriptor host = connectTo(it.path);
        ::shutdown(host.number(), SHUT_WR);
        QTRY_COMPARE(it.record.count("input ended"), 1);
        it.channel->send(QByteArray(3000000, 'x'));
        it.channel->finish();
        QCoreApplication::processEvents();
        QVERIFY(it.channel->pendingBytes() > 0);
        host.reset();
        QTRY_COMPARE(it.record.count("disconnected"), 1);
        QCOMPARE(it.channel->pendingBytes(), 0);
    }

    void finishDoesNothingWhileTheHostStillSends()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        QTRY_COMPARE(it.record.count("connected"), 1);
        it.channel->finish();
        QVERIFY(writeAll(host, "more"));
        QTRY_COMPARE(it.record.received, "more");
        QCOMPARE(it.record.count("disconnected"), 0);
    }

    void requestsOfAHostThatLeftAtOnceAreRead()
    {
        Listening it;
        Descriptor host = connectTo(it.path);
        QVERIFY(writeAll(host, "shutdown"));
        host.reset();
        QTRY_COMPARE(it.record.events,
                     (QByteArrayList{"connected", "bytes shutdown", "disconnected"}));
    }

    void aHostThatLeavesAmidAReplyDoesNoHarm()
    {
        Listening it;
        Descriptor host = connectTo(it.path);
        QTRY_COMPARE(it.record.count("connected"), 1);
        it.channel->send(QByteArray(3000000, 'x'));
        QVERIFY(it.channel->pendingBytes() > 0);
        host.reset();
        QTRY_COMPARE(it.record.count("disconnected"), 1);
        QCOMPARE(it.channel->pendingBytes(), 0);
        it.channel->send("nobody");
        QCOMPARE(it.channel->pendingBytes(), 0);
    }

    // The agent pauses because replies pile up: the host's leaving must let it go on.
    void aPausedHostThatLeavesWithRepliesPendingIsNoticed()
    {
        Listening it;
        QSignalSpy sent(it.channel.get(), &Channel::sent);
        Descriptor host = connectTo(it.path);
        QTRY_COMPARE(it.record.count("connected"), 1);
        it.channel->setReading(false);
        it.channel->send(QByteArray(3000000, 'x'));
        QVERIFY(writeAll(host, "last"));
        host.reset();
        QTRY_VERIFY(!sent.isEmpty());
        QCOMPARE(it.channel->pendingBytes(), 0);
        it.channel->setReading(true);
        QTRY_COMPARE(it.record.events, (QByteArrayList{"connected", "bytes last", "disconnected"}));
    }

    void pausingHoldsTheHostUpAtNoCost()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        QTRY_COMPARE(it.record.count("connected"), 1);
        it.channel->setReading(false);
        const qint64 written = writeUntilFull(host);
        QVERIFY(written < large);
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QVERIFY(it.record.received.isEmpty());
        it.channel->setReading(true);
        QTRY_COMPARE(it.record.received.size(), written);
    }

    void aHostThatDoesNotReadCostsNoWakeUps()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        QTRY_COMPARE(it.record.count("connected"), 1);
        const QByteArray reply = pattern(3000000);
        it.channel->send(reply);
        const qint64 pending = it.channel->pendingBytes();
        QVERIFY(pending > 0);
        QVERIFY(wakeUpsDuring(100ms) < 20);
        QByteArray all;
        while (all.size() < reply.size()) {
            all += readNow(host);
            QCoreApplication::processEvents();
        }
        QCOMPARE(hashOf(all), hashOf(reply));
    }

    void anIdleHostCostsNoWakeUps()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        QTRY_COMPARE(it.record.count("connected"), 1);
        QVERIFY(wakeUpsDuring(100ms) < 5);
    }

    void muchPassesBothWaysAtOnce()
    {
        Listening it;
        echo(*it.channel, 1024 * 1024);
        qint64 most = 0;
        connect(it.channel.get(), &Channel::received, this,
                [&] { most = qMax(most, it.channel->pendingBytes()); });
        const QByteArray all = pattern(large);
        QByteArray back;
        QLocalSocket host;
        connect(&host, &QLocalSocket::readyRead, this, [&] { back += host.readAll(); });
        host.connectToServer(it.path);
        QVERIFY(host.waitForConnected());
        host.write(all);
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), large, 100000);
        QCOMPARE(hashOf(back), hashOf(all));
        QVERIFY(most < 2 * 1024 * 1024); // Back-pressure bounds what waits.
    }

    void oneLargeReplyIsSentInOrder()
    {
        Listening it;
        QByteArray back;
        QLocalSocket host;
        connect(&host, &QLocalSocket::readyRead, this, [&] { back += host.readAll(); });
        host.connectToServer(it.path);
        QTRY_COMPARE(it.record.count("connected"), 1);
        const QByteArray reply = pattern(large);
        it.channel->send(reply);
        it.channel->send("end");
        QTRY_COMPARE_WITH_TIMEOUT(back.size(), large + 3, 100000);
        QCOMPARE(hashOf(back), hashOf(reply + "end"));
        QCOMPARE(it.channel->pendingBytes(), 0);
    }

    void whatLiesAtThePathIsReplaced()
    {
        Listening it(false);
        QFile file(it.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(it.channel->open());
        QVERIFY(connectTo(it.path).isValid());
    }

    void theSocketsModeFollowsTheUmask()
    {
        Listening it(false);
        const mode_t before = ::umask(027);
        const bool opened = it.channel->open().has_value();
        ::umask(before);
        QVERIFY(opened);
        struct stat status
        {};
        QCOMPARE(::stat(qPrintable(it.path), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0750u);
    }

    void theSocketFileIsRemovedAtTheEnd()
    {
        Listening it;
        QVERIFY(QFileInfo::exists(it.path));
        it.channel.reset();
        QVERIFY(!QFileInfo::exists(it.path));
    }

    void anotherAgentsSocketFileIsLeftAlone()
    {
        Listening it;
        auto other = *createChannel({ChannelMethod::UnixListen, it.path, {}});
        QVERIFY(other->open());
        it.channel.reset();
        QVERIFY(connectTo(it.path).isValid());
    }

    void errorsNameThePathAndTheCause()
    {
        const auto error = [](const QString &path) {
            const auto channel = createChannel({ChannelMethod::UnixListen, path, {}});
            const auto opened = channel ? (*channel)->open() : fail(channel.error());
            return opened ? QString() : opened.error().description;
        };
        QCOMPARE(error(QStringLiteral("/nonexistent/socket")),
                 QStringLiteral("error opening channel '/nonexistent/socket': "
                                "No such file or directory"));
        QCOMPARE(error(QStringLiteral("/")),
                 QStringLiteral("error opening channel '/': Is a directory"));
        const QString longPath = QStringLiteral("/tmp/") + QString(200, QLatin1Char('x'));
        QCOMPARE(error(longPath),
                 QStringLiteral("error opening channel '%1': File name too long").arg(longPath));
    }

    // A host that can't be accepted while descriptors are short is served when some are free again.
    void aShortageOfDescriptorsPasses()
    {
        Listening it;
        const Descriptor host = connectTo(it.path);
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        const rlimit few{100, before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
        std::vector<Descriptor> hoard;
        for (Descriptor one(::dup(0)); one.isValid(); one = Descriptor(::dup(0)))
            hoard.push_back(std::move(one));
        const int wakeUps = wakeUpsDuring(100ms);
        const int connected = it.record.count("connected");
        hoard.clear();
        ::setrlimit(RLIMIT_NOFILE, &before);
        QCOMPARE(connected, 0);
        QVERIFY(wakeUps < 20);
        QTRY_COMPARE(it.record.count("connected"), 1);
    }
};

QTEST_GUILESS_MAIN(UnixListenChannelTest)
#include "unix_listen_channel_test.moc"

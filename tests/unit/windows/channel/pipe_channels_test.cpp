// SPDX-License-Identifier: Apache-2.0
// Both channels of Windows over real named pipes: the one that serves, and the one that opens what
// somebody else serves (as it does a virtio port, which Wine doesn't have).
#include "channel/channel.h"
#include "platform/api/channels.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>

using namespace ga;

namespace {

constexpr int patience = 30000; // Milliseconds.

QString pipeName()
{
    static int number = 0;
    return QStringLiteral("\\\\.\\pipe\\qtga-test-%1-%2")
        .arg(QCoreApplication::applicationPid())
        .arg(++number);
}

std::unique_ptr<Channel> makeChannel(ChannelMethod method, const QString &path)
{
    auto channel = createChannel({method, path, std::nullopt});
    return channel ? *std::move(channel) : nullptr;
}

// What a channel receives, put together.
class Inbox : public QObject
{
public:
    explicit Inbox(Channel &channel)
    {
        connect(&channel, &Channel::received, this, [this](const QByteArray &bytes) {
            QVERIFY(bytes.size() <= 64 * 1024);
            all += bytes;
        });
    }

    QByteArray all;
};

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char((i * 7 + i / 251) & 0xff);
    return bytes;
}

} // namespace

class PipeChannelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverTakesClientsOneAfterTheOther();
    void serverCarriesManyBytesBothWays();
    void serverHoldsBytesBackWhileNotReading();
    void secondServerIsRefused();
    void deviceOpensAPipeAndTellsItsEnd();
    void deviceCarriesManyBytesBothWays();
    void deviceThatIsMissingIsAnError();
    void deviceComesBackAfterALoss();
};

void PipeChannelsTest::serverTakesClientsOneAfterTheOther()
{
    const QString name = pipeName();
    const auto channel = makeChannel(ChannelMethod::UnixListen, name);
    QSignalSpy connected(channel.get(), &Channel::hostConnected);
    QSignalSpy disconnected(channel.get(), &Channel::hostDisconnected);
    Inbox inbox(*channel);
    QVERIFY(channel->open());
    for (int round = 1; round <= 3; ++round) {
        QLocalSocket client;
        client.connectToServer(name);
        QVERIFY(client.waitForConnected(patience));
        QTRY_COMPARE_WITH_TIMEOUT(connected.count(), round, patience);
        client.write("to agent");
        QTRY_COMPARE_WITH_TIMEOUT(inbox.all, QByteArray("to agent"), patience);
        inbox.all.clear();
        channel->send("to host");
        QTRY_COMPARE_WITH_TIMEOUT(client.bytesAvailable(), 7, patience);
        QCOMPARE(client.readAll(), QByteArray("to host"));
        client.abort();
        QTRY_COMPARE_WITH_TIMEOUT(disconnected.count(), round, patience);
        QCOMPARE(channel->pendingBytes(), 0);
    }
}

void PipeChannelsTest::serverCarriesManyBytesBothWays()
{
    const QString name = pipeName();
    const auto channel = makeChannel(ChannelMethod::UnixListen, name);
    Inbox inbox(*channel);
    QVERIFY(channel->open());
    QLocalSocket client;
    client.connectToServer(name);
    QVERIFY(client.waitForConnected(patience));
    const QByteArray bytes = pattern(3 * 1024 * 1024 + 5);
    client.write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(inbox.all.size(), bytes.size(), patience);
    QVERIFY(inbox.all == bytes);
    QSignalSpy sent(channel.get(), &Channel::sent);
    channel->send(bytes);
    QVERIFY(channel->pendingBytes() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(client.bytesAvailable(), bytes.size(), patience);
    QVERIFY(client.readAll() == bytes);
    QTRY_COMPARE_WITH_TIMEOUT(channel->pendingBytes(), 0, patience);
    QVERIFY(sent.count() > 0);
}

void PipeChannelsTest::serverHoldsBytesBackWhileNotReading()
{
    const QString name = pipeName();
    const auto channel = makeChannel(ChannelMethod::UnixListen, name);
    Inbox inbox(*channel);
    channel->setReading(false);
    QVERIFY(channel->open());
    QLocalSocket client;
    client.connectToServer(name);
    QVERIFY(client.waitForConnected(patience));
    client.write("held");
    QTRY_COMPARE_WITH_TIMEOUT(client.bytesToWrite(), 0, patience);
    QTest::qWait(200);
    QCOMPARE(inbox.all, QByteArray());
    channel->setReading(true);
    QTRY_COMPARE_WITH_TIMEOUT(inbox.all, QByteArray("held"), patience);
}

void PipeChannelsTest::secondServerIsRefused()
{
    const QString name = pipeName();
    const auto first = makeChannel(ChannelMethod::UnixListen, name);
    const auto second = makeChannel(ChannelMethod::UnixListen, name);
    QVERIFY(first->open());
    const auto opened = second->open();
    QVERIFY(!opened);
    QVERIFY2(opened.error().description.startsWith(
                 QStringLiteral("error opening channel '%1': ").arg(name)),
             qPrintable(opened.error().description));
}

void PipeChannelsTest::deviceOpensAPipeAndTellsItsEnd()
{
    const QString name = pipeName();
    QLocalServer server;
    QVERIFY(server.listen(name));
    const auto channel = makeChannel(ChannelMethod::VirtioSerial, name);
    QSignalSpy connected(channel.get(), &Channel::hostConnected);
    QSignalSpy disconnected(channel.get(), &Channel::hostDisconnected);
    QSignalSpy lost(channel.get(), &Channel::lost);
    Inbox inbox(*channel);
    QVERIFY(channel->open());
    QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), patience);
    const std::unique_ptr<QLocalSocket> host(server.nextPendingConnection());
    QTRY_COMPARE_WITH_TIMEOUT(connected.count(), 1, patience);
    host->write("ping");
    QTRY_COMPARE_WITH_TIMEOUT(inbox.all, QByteArray("ping"), patience);
    channel->send("pong");
    QTRY_COMPARE_WITH_TIMEOUT(host->bytesAvailable(), 4, patience);
    QCOMPARE(host->readAll(), QByteArray("pong"));
    host->abort();
    QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, patience);
    QCOMPARE(disconnected.count(), 1);
    channel->send("nobody is there");
    QCOMPARE(channel->pendingBytes(), 0);
}

void PipeChannelsTest::deviceCarriesManyBytesBothWays()
{
    const QString name = pipeName();
    QLocalServer server;
    QVERIFY(server.listen(name));
    const auto channel = makeChannel(ChannelMethod::VirtioSerial, name);
    QSignalSpy connected(channel.get(), &Channel::hostConnected);
    Inbox inbox(*channel);
    QVERIFY(channel->open());
    QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), patience);
    const std::unique_ptr<QLocalSocket> host(server.nextPendingConnection());
    QTRY_COMPARE_WITH_TIMEOUT(connected.count(), 1, patience);
    const QByteArray bytes = pattern(2 * 1024 * 1024 + 3);
    host->write(bytes);
    channel->send(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(inbox.all.size(), bytes.size(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(host->bytesAvailable(), bytes.size(), patience);
    QVERIFY(inbox.all == bytes);
    QVERIFY(host->readAll() == bytes);
}

void PipeChannelsTest::deviceThatIsMissingIsAnError()
{
    const QString name = QStringLiteral("\\\\.\\Global\\org.qemu.guest_agent.0");
    const auto channel = makeChannel(ChannelMethod::VirtioSerial, name);
    const auto opened = channel->open();
    QVERIFY(!opened);
    QVERIFY2(opened.error().description.startsWith(
                 QStringLiteral("error opening channel '%1': ").arg(name)),
             qPrintable(opened.error().description));
}

void PipeChannelsTest::deviceComesBackAfterALoss()
{
    const QString name = pipeName();
    QLocalServer server;
    QVERIFY(server.listen(name));
    const auto channel = makeChannel(ChannelMethod::VirtioSerial, name);
    QSignalSpy lost(channel.get(), &Channel::lost);
    Inbox inbox(*channel);
    for (int round = 1; round <= 2; ++round) {
        QVERIFY(channel->open());
        QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), patience);
        const std::unique_ptr<QLocalSocket> host(server.nextPendingConnection());
        host->write("again");
        QTRY_COMPARE_WITH_TIMEOUT(inbox.all, QByteArray("again"), patience);
        inbox.all.clear();
        host->abort();
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), round, patience);
    }
}

QTEST_GUILESS_MAIN(PipeChannelsTest)
#include "pipe_channels_test.moc"

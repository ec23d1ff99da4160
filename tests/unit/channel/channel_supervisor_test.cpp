// SPDX-License-Identifier: Apache-2.0
// ChannelSupervisor: when a channel is opened again, when it is not, and how soon.
#include "channel/channel_supervisor.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <utility>

using namespace ga;
using namespace std::chrono_literals;

namespace {

// Fails to open as often as told.
class FakeChannel : public Channel
{
public:
    Result<Nothing> open() override
    {
        ++attempts;
        if (failures == 0)
            return Nothing{};
        --failures;
        return fail(QStringLiteral("error opening channel 'fake': absent"));
    }
    void send(const QByteArray &bytes) override { sentBytes += bytes; }
    qint64 pendingBytes() const override { return sentBytes.size(); }
    void setReading(bool on) override { reading = on; }
    void finish() override { finished = true; }

    int failures = 0;
    int attempts = 0;
    QByteArray sentBytes;
    bool reading = true;
    bool finished = false;
};

struct Supervised
{
    explicit Supervised(Recovery recovery, Backoff backoff = {1ms, 4ms})
        : supervisor(std::unique_ptr<Channel>(channel), recovery, backoff)
    {}

    FakeChannel *channel = new FakeChannel;
    ChannelSupervisor supervisor;
    QSignalSpy opened{&supervisor, &ChannelSupervisor::opened};
    QSignalSpy waiting{&supervisor, &ChannelSupervisor::waiting};
    QSignalSpy gaveUp{&supervisor, &ChannelSupervisor::gaveUp};
};

} // namespace

class ChannelSupervisorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delaysDoubleUpToTheLimit()
    {
        Backoff backoff(ChannelSupervisor::firstDelay, ChannelSupervisor::longestDelay);
        for (const auto expected : {250ms, 500ms, 1000ms, 2000ms, 4000ms, 5000ms, 5000ms})
            QCOMPARE(backoff.next(), expected);
        backoff.reset();
        QCOMPARE(backoff.next(), 250ms);
    }

    void serialLinesRecoverWithoutRetryPath()
    {
        QCOMPARE(recoveryFor(ChannelMethod::IsaSerial, false), Recovery::AfterLoss);
        QCOMPARE(recoveryFor(ChannelMethod::VirtioSerial, false), Recovery::None);
        QCOMPARE(recoveryFor(ChannelMethod::UnixListen, false), Recovery::None);
        for (const auto method : {ChannelMethod::VirtioSerial, ChannelMethod::IsaSerial,
                                  ChannelMethod::UnixListen, ChannelMethod::VsockListen})
            QCOMPARE(recoveryFor(method, true), Recovery::Always);
    }

    void anAbsentDeviceIsTheCallersErrorWithoutRetry_data()
    {
        QTest::addColumn<Recovery>("recovery");
        QTest::newRow("none") << Recovery::None;
        QTest::newRow("after loss") << Recovery::AfterLoss;
    }

    void anAbsentDeviceIsTheCallersErrorWithoutRetry()
    {
        QFETCH(Recovery, recovery);
        Supervised it(recovery);
        it.channel->failures = 1;
        const auto result = it.supervisor.open();
        QVERIFY(!result);
        QCOMPARE(result.error().description,
                 QStringLiteral("error opening channel 'fake': absent"));
        Q_EMIT it.channel->available();
        QCOMPARE(it.channel->attempts, 1);
    }

    void anAbsentDeviceIsWaitedForWithRetry()
    {
        Supervised it(Recovery::Always);
        it.channel->failures = 4;
        QVERIFY(it.supervisor.open());
        QVERIFY(it.waiting.isEmpty()); // No signal from inside open().
        QTRY_COMPARE(it.opened.size(), 1);
        QCOMPARE(it.channel->attempts, 5);
        QCOMPARE(it.waiting.size(), 1); // One for the one reason.
    }

    void aDeviceThatAppearsIsOpenedAtOnce()
    {
        Supervised it(Recovery::Always, {1h, 1h});
        it.channel->failures = 1;
        QVERIFY(it.supervisor.open());
        QTRY_COMPARE(it.waiting.size(), 1);
        Q_EMIT it.channel->available();
        QCOMPARE(it.opened.size(), 1);
        Q_EMIT it.channel->available(); // Open now: not again.
        QCOMPARE(it.channel->attempts, 2);
    }

    void aDeviceThatAppearsBeforeTheFirstWaitIsOpenedOnce()
    {
        Supervised it(Recovery::Always);
        it.channel->failures = 1;
        QVERIFY(it.supervisor.open());
        Q_EMIT it.channel->available();
        QCoreApplication::processEvents();
        QCOMPARE(it.opened.size(), 1);
        QVERIFY(it.waiting.isEmpty());
        QCOMPARE(it.channel->attempts, 2);
    }

    void aLossWithoutRecoveryIsFinal()
    {
        Supervised it(Recovery::None);
        QVERIFY(it.supervisor.open());
        QTRY_COMPARE(it.opened.size(), 1);
        Q_EMIT it.channel->lost(QStringLiteral("unplugged"));
        QCOMPARE(it.gaveUp.size(), 1);
        QCOMPARE(it.gaveUp.first().first().toString(), QStringLiteral("unplugged"));
        Q_EMIT it.channel->available();
        QCOMPARE(it.channel->attempts, 1);
    }

    void aLossIsRecovered_data()
    {
        QTest::addColumn<Recovery>("recovery");
        QTest::newRow("after loss") << Recovery::AfterLoss;
        QTest::newRow("always") << Recovery::Always;
    }

    void aLossIsRecovered()
    {
        QFETCH(Recovery, recovery);
        Supervised it(recovery);
        QVERIFY(it.supervisor.open());
        QTRY_COMPARE(it.opened.size(), 1);
        it.channel->failures = 3;
        Q_EMIT it.channel->lost(QStringLiteral("hung up"));
        QTRY_COMPARE(it.opened.size(), 2);
        QCOMPARE(it.channel->attempts, 5);
        QCOMPARE(it.waiting.size(), 2); // "hung up", then why it doesn't open.
        QVERIFY(it.gaveUp.isEmpty());
    }

    void onlyBytesProveThatADeviceWorks()
    {
        Supervised it(Recovery::Always, {1ms, 1h});
        QVERIFY(it.supervisor.open());
        for (int losses = 1; losses <= 3; ++losses) {
            Q_EMIT it.channel->lost(QStringLiteral("hung up"));
            QTRY_COMPARE(it.opened.size(), losses);
        }
        QCOMPARE(it.supervisor.nextDelay(), 8ms);
        Q_EMIT it.channel->received("x");
        QCOMPARE(it.supervisor.nextDelay(), 1ms);
    }

    void everythingElsePassesThrough()
    {
        Supervised it(Recovery::None);
        QSignalSpy received(&it.supervisor, &Channel::received);
        QSignalSpy connected(&it.supervisor, &Channel::hostConnected);
        QSignalSpy inputEnded(&it.supervisor, &Channel::inputEnded);
        QSignalSpy disconnected(&it.supervisor, &Channel::hostDisconnected);
        QSignalSpy sent(&it.supervisor, &Channel::sent);
        Q_EMIT it.channel->hostConnected();
        Q_EMIT it.channel->received("request");
        Q_EMIT it.channel->inputEnded();
        Q_EMIT it.channel->sent();
        Q_EMIT it.channel->hostDisconnected();
        for (QSignalSpy *spy : {&received, &connected, &inputEnded, &disconnected, &sent})
            QCOMPARE(spy->size(), 1);
        QCOMPARE(received.first().first().toByteArray(), "request");

        it.supervisor.send("reply");
        it.supervisor.setReading(false);
        it.supervisor.finish();
        QCOMPARE(it.supervisor.pendingBytes(), 5);
        QVERIFY(!it.channel->reading && it.channel->finished);
    }
};

QTEST_GUILESS_MAIN(ChannelSupervisorTest)
#include "channel_supervisor_test.moc"

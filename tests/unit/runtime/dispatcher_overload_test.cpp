// SPDX-License-Identifier: Apache-2.0
// A host that asks for more than is kept, behind a command that hangs: its sync is answered all the
// same.
#include "dispatcher_bench.h"

#include "runtime/session.h"

#include <QLoggingCategory>
#include <QTest>

using namespace ga;

namespace {

// A host whose bytes come when the test says so, if they are read.
class FakeChannel : public Channel
{
public:
    Result<Nothing> open() override { return Nothing{}; }
    void send(const QByteArray &) override {}
    qint64 pendingBytes() const override { return 0; }
    void setReading(bool on) override { reading = on; }

    bool reading = true;
};

// A session behind whose running trim more waits than is kept.
struct FullBench : Bench
{
    FakeChannel channel;
    Session session{channel, dispatcher};

    explicit FullBench(DispatcherTimes times)
        : Bench(times)
    {
        say(execute("guest-fstrim"));
        say(execute("guest-shutdown").repeated(Backlog::requestLimit + 1));
    }

    ~FullBench() { dispatcher.dropReplies(); }

    void say(const QByteArray &bytes) { Q_EMIT channel.received(bytes); }
};

DispatcherTimes atOnceCongested()
{
    DispatcherTimes times = impatient();
    times.congestion = std::chrono::milliseconds(0);
    return times;
}

const QByteArray tooMany = "requests are waiting for guest-fstrim since 20";

} // namespace

class DispatcherOverloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Thousands of refusals need not be told.
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("ga.*.debug=false\nga.*.info=false"));
    }

    void aFullBacklogIsNotLookedThroughForEachRequest();
    void aLongNameIsLookedUpOnce();
    void aFullBacklogHoldsTheHostUp();
    void whatProgressesLosesNothing();
    void behindACommandThatHangsTheHostIsReadOn();
    void whatIsBehindTheSyncIsServed();
    void whatIsTooMuchIsRefusedInOrder();
    void whatThawsIsNotRefused();
    void ofWhatIsRefusedOnlyTheIdIsKept();
    void alsoWhatIsRefusedIsBounded();
};

// With a search for each of them this takes minutes, and the test's time is up.
void DispatcherOverloadTest::aFullBacklogIsNotLookedThroughForEachRequest()
{
    Bench bench;
    bench.send(execute("guest-fstrim"));
    bench.send(QByteArray("}").repeated(64 * 1024));
    bench.send(sync(7));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 7}\n"});
    QCOMPARE(bench.refusals.size(), 64 * 1024);
}

void DispatcherOverloadTest::aLongNameIsLookedUpOnce()
{
    Bench bench;
    bench.send(execute("guest-fstrim"));
    bench.send(execute(QByteArray(16 << 20, 'a').constData()));
    bench.send(QByteArray("}").repeated(4 * 1024));
    bench.send(sync(7));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 7}\n"});
}

void DispatcherOverloadTest::aFullBacklogHoldsTheHostUp()
{
    FullBench bench(patient());
    QVERIFY(!bench.channel.reading);
    QVERIFY(bench.dispatcher.backlog().isFull());
}

void DispatcherOverloadTest::whatProgressesLosesNothing()
{
    FullBench bench(patient());
    bench.letGo.release();
    QTRY_COMPARE(bench.shutdowns.available(), int(Backlog::requestLimit) + 1);
    QVERIFY(bench.channel.reading);
    QVERIFY(bench.refusals.isEmpty());
}

void DispatcherOverloadTest::behindACommandThatHangsTheHostIsReadOn()
{
    FullBench bench(atOnceCongested());
    QTRY_VERIFY(bench.channel.reading);
    bench.say(execute("guest-get-load").repeated(3000));
    QVERIFY(bench.channel.reading);
    bench.say(sync(7));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 7}\n"});
}

void DispatcherOverloadTest::whatIsBehindTheSyncIsServed()
{
    FullBench bench(atOnceCongested());
    QTRY_VERIFY(bench.channel.reading);
    bench.say(sync(7) + execute("guest-get-load"));
    QVERIFY(!bench.channel.reading); // Until the sync has gone past: it makes room.
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY2(bench.replies[1].contains("load1m"), bench.replies[1]);
    QVERIFY(bench.channel.reading);
}

void DispatcherOverloadTest::whatIsTooMuchIsRefusedInOrder()
{
    FullBench bench(atOnceCongested());
    QTRY_VERIFY(bench.channel.reading);
    bench.say(execute("guest-get-load") + "%\n" + execute("guest-nope"));
    QVERIFY(bench.replies.isEmpty()); // In its place: behind the trim and the shutdowns.
    bench.letGo.release();
    QTRY_COMPARE(bench.replies.size(), 4);
    QVERIFY(bench.replies[0].contains("\"id\": \"guest-fstrim\""));
    QVERIFY2(bench.replies[1].contains("guest-get-load can't be begun: 1001 " + tooMany),
             bench.replies[1]);
    QVERIFY(bench.replies[1].endsWith("\"id\": \"guest-get-load\"}\n"));
    QVERIFY2(bench.replies[2].contains("stray"), bench.replies[2]);
    QVERIFY2(bench.replies[3].contains("guest-nope can't be begun: 1003 " + tooMany),
             bench.replies[3]);
    QCOMPARE(bench.refusals.size(), 3);
}

void DispatcherOverloadTest::whatThawsIsNotRefused()
{
    FullBench bench(atOnceCongested());
    QTRY_VERIFY(bench.channel.reading);
    bench.say(execute("guest-fsfreeze-thaw"));
    bench.letGo.release();
    QTRY_COMPARE(bench.thaws.available(), 1);
    QVERIFY(bench.refusals.isEmpty());
}

void DispatcherOverloadTest::ofWhatIsRefusedOnlyTheIdIsKept()
{
    FullBench bench(atOnceCongested());
    QTRY_VERIFY(bench.channel.reading);
    const qsizetype before = bench.dispatcher.backlog().bytes();
    const QByteArray id = "[" + QByteArray::number(Q_UINT64_C(18446744073709551615)) + ", \"" +
                          QByteArray(2000, 'i') + "\"]";
    bench.say(R"({"execute":"guest-file-write","arguments":{"handle":1,"buf-b64":")" +
              QByteArray(1 << 20, 'A') + R"("},"id":)" + id + "}");
    QVERIFY(bench.dispatcher.backlog().bytes() - before < 4000);
    bench.letGo.release();
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY(bench.replies[1].contains("guest-file-write can't be begun"));
    QVERIFY(bench.replies[1].endsWith("\"id\": " + id + "}\n"));
}

void DispatcherOverloadTest::alsoWhatIsRefusedIsBounded()
{
    FullBench bench(atOnceCongested());
    QTRY_VERIFY(bench.channel.reading);
    bench.say(QByteArray("}").repeated(Backlog::refusedRequestLimit));
    QVERIFY(!bench.channel.reading);
}

QTEST_GUILESS_MAIN(DispatcherOverloadTest)
#include "dispatcher_overload_test.moc"

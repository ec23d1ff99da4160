// SPDX-License-Identifier: Apache-2.0
// The dispatcher: answers in order, a sync that nothing can hold up, and work that goes on without
// its answer.
#include "runtime/dispatcher.h"

#include "runtime/file_table.h"
#include "runtime/freeze_session.h"
#include "runtime/process_table.h"
#include "tests/fakes/lacking_platform.h"
#include "tests/fakes/memory_handle_counter.h"
#include "tests/patience.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace ga;

namespace {

// A trim that hangs until it is let go: stands in for a dead disk, which can't be had in a unit
// test.
class HangingTrimmer : public Trimmer
{
public:
    explicit HangingTrimmer(QSemaphore &letGo, QSemaphore &entered)
        : m_letGo(letGo)
        , m_entered(entered)
    {}

    Result<TrimReply> trim(qint64) override
    {
        m_entered.release();
        m_letGo.acquire();
        return TrimReply{};
    }

private:
    QSemaphore &m_letGo;
    QSemaphore &m_entered;
};

// A file on a dead disk, whose opening and closing are counted.
class HangingFiles : public Files
{
    class Counted : public GuestFile
    {
    public:
        explicit Counted(QSemaphore &closed)
            : m_closed(closed)
        {}

        Result<Chunk> read(qint64) override { return Chunk{}; }
        Result<qint64> write(QByteArrayView) override { return 0; }
        Result<qint64> seek(qint64, Whence) override { return 0; }
        Result<Nothing> flush() override { return Nothing{}; }
        Result<Nothing> close() override
        {
            m_closed.release();
            return Nothing{};
        }

    private:
        QSemaphore &m_closed;
    };

public:
    HangingFiles(QSemaphore &letGo, QSemaphore &counter)
        : m_letGo(letGo)
        , m_counter(counter)
    {}

    Result<std::unique_ptr<GuestFile>> open(const QString &, const QString &) override
    {
        m_letGo.acquire();
        m_counter.release();
        return std::make_unique<Counted>(m_counter);
    }

private:
    QSemaphore &m_letGo;
    QSemaphore &m_counter;
};

struct FreezeCounters
{
    QSemaphore freezes;
    QSemaphore thaws;
    bool freezerHangs = false;
};

class CountingFreezer : public Freezer
{
public:
    CountingFreezer(FreezeCounters &counters, QSemaphore &letGo)
        : m_counters(counters)
        , m_letGo(letGo)
    {}

    Result<qint64> freeze(const std::optional<QList<QString>> &) override
    {
        if (m_counters.freezerHangs)
            m_letGo.acquire();
        m_counters.freezes.release();
        return 2;
    }

    Result<qint64> thaw() override
    {
        m_counters.thaws.release();
        return 2;
    }

    Result<FreezePlan> plan(const std::optional<QList<QString>> &) override { return FreezePlan(); }
    std::optional<FreezeEnd> endedEarly() override { return std::nullopt; }
    void notifyEnd(std::function<void()>) override {}

private:
    FreezeCounters &m_counters;
    QSemaphore &m_letGo;
};

class FixedLoad : public Load
{
public:
    Result<LoadAverage> read() override { return LoadAverage{1, 2, 3}; }
};

class CountingPower : public Power
{
public:
    explicit CountingPower(QSemaphore &shutdowns)
        : m_shutdowns(shutdowns)
    {}

    Result<Nothing> shutdown(ShutdownMode) override
    {
        m_shutdowns.release();
        return Nothing{};
    }

private:
    QSemaphore &m_shutdowns;
};

class RefusedSuspension : public Suspension
{
public:
    Result<Nothing> suspend(SuspendMode) override { return fail(QStringLiteral("no")); }
};

struct Bench : FreezeCounters
{
    QSemaphore shutdowns;
    QSemaphore letGo;
    QSemaphore entered;
    Platform platform = lackingPlatform();
    MemoryHandleCounter counter;
    FileTable files{counter};
    ProcessTable processes;
    FreezeSession freeze{platform};
    CommandGate gate{platform, freeze, {}};
    Services services{
        platform, files, processes, freeze, QStringLiteral("1.2.3"), [this](const Command &c) {
            return gate.reasonOff(c).isEmpty();
        }};
    Dispatcher dispatcher;
    QByteArrayList replies;

    explicit Bench(Dispatcher::DeadlineOf deadlineOf = &Dispatcher::deadlineOfRow)
        : dispatcher(services, gate, deadlineOf)
    {
        platform.trimmer = std::make_unique<HangingTrimmer>(letGo, entered);
        platform.freezer = std::make_unique<CountingFreezer>(*this, letGo);
        platform.load = std::make_unique<FixedLoad>();
        platform.power = std::make_unique<CountingPower>(shutdowns);
        platform.suspension = std::make_unique<RefusedSuspension>();
        QObject::connect(&dispatcher, &Dispatcher::reply, &dispatcher,
                         [this](const QByteArray &line) { replies.append(line); });
    }

    ~Bench()
    {
        letGo.release(100);
        [[maybe_unused]] const bool done =
            eventually([this] { return !dispatcher.hasUnfinishedWork(); });
    }

    void send(const QByteArray &text)
    {
        Framer framer;
        for (auto &frame : framer.feed(text + '\n'))
            dispatcher.submit(readRequest(std::move(frame)));
    }
};

QByteArray execute(const char *command)
{
    return QByteArray("{\"execute\":\"") + command + "\",\"id\":\"" + command + "\"}";
}

QByteArray sync(int id)
{
    return "{\"execute\":\"guest-sync\",\"arguments\":{\"id\":" + QByteArray::number(id) + "}}";
}

} // namespace

class DispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersKeepTheOrderOfRequests();
    void aQuickCommandBeforeASyncIsAnswered();
    void aSyncGoesPastACommandThatHangs();
    void theSameResourceIsRefusedWhileItsCommandHangs();
    void theSameResourceWaitsForACommandThatEndsSoon();
    void workBeforeTheSyncIsStillDone();
    void workBeforeTheSyncIsNotDoneOnceTheOwnerHasPaused();
    void aFileThatNobodyKnowsOfIsClosedAgain();
    void aFreezeThatWaitsBehindTheSyncIsNotBegun();
    void aFreezeThatEndsBehindTheSyncIsTakenBack();
    void aLostHostGetsNoAnswers();
    void whilePausedNothingIsBegun();
    void aSyncThatWaitedForAPauseGoesPast();
    void theThawIsNotRefusedForHangingCommands();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void whileFrozenOnlyTheSixAreAllowed();
    void powerAnswersOnlyWithErrors();
    void onlyTheDelimitedSyncHasTheSentinel();
    void tooManyHangingCommandsAreRefused();
    void manyCommandsBehindOneThatHangsRefuseNobody();
    void aCommandPastItsDeadlineIsAnsweredFor();
};

void DispatcherTest::answersKeepTheOrderOfRequests()
{
    Bench bench;
    bench.send(execute("guest-get-load") + execute("guest-ping") + "%\n" +
               execute("guest-get-load") + execute("guest-nope"));
    QTRY_COMPARE(bench.replies.size(), 5);
    QVERIFY(bench.replies[0].contains("load1m"));
    QCOMPARE(bench.replies[1], "{\"return\": {}, \"id\": \"guest-ping\"}\n");
    QVERIFY(bench.replies[2].contains("stray"));
    QVERIFY(bench.replies[3].contains("load1m"));
    QVERIFY(bench.replies[4].contains("has not been found"));
}

void DispatcherTest::aQuickCommandBeforeASyncIsAnswered()
{
    Bench bench;
    bench.send(execute("guest-get-load") + sync(1));
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY(bench.replies[0].contains("load1m"));
    QCOMPARE(bench.replies[1], "{\"return\": 1}\n");
}

void DispatcherTest::aSyncGoesPastACommandThatHangs()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + execute("guest-ping") + sync(7) + execute("guest-ping") +
               execute("guest-get-load"));
    QTRY_COMPARE(bench.replies.size(), 3);
    QCOMPARE(bench.replies[0], "{\"return\": 7}\n");
    QCOMPARE(bench.replies[1], "{\"return\": {}, \"id\": \"guest-ping\"}\n");
    QVERIFY(bench.replies[2].contains("load1m"));
    bench.letGo.release();
    QTRY_VERIFY(!bench.dispatcher.hasUnfinishedWork());
    QCOMPARE(bench.replies.size(), 3); // The trim's own answer never comes.
}

void DispatcherTest::theSameResourceIsRefusedWhileItsCommandHangs()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + sync(1) + execute("guest-fstrim"));
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY2(bench.replies[1].contains(
                 "guest-fstrim can't be begun: guest-fstrim is still running since 20"),
             bench.replies[1]);
}

void DispatcherTest::theSameResourceWaitsForACommandThatEndsSoon()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + sync(1) + execute("guest-fstrim"));
    QTRY_COMPARE(bench.replies.size(), 1);
    bench.letGo.release(2);
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY2(bench.replies[1].contains("\"return\""), bench.replies[1]);
}

void DispatcherTest::workBeforeTheSyncIsStillDone()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + execute("guest-shutdown") + sync(1));
    QTRY_COMPARE(bench.replies.size(), 1);
    QCOMPARE(bench.shutdowns.available(), 0);
    bench.letGo.release();
    QTRY_COMPARE(bench.shutdowns.available(), 1);
    QCOMPARE(bench.replies.size(), 1);
}

void DispatcherTest::workBeforeTheSyncIsNotDoneOnceTheOwnerHasPaused()
{
    Bench bench;
    QStringList refused;
    connect(&bench.dispatcher, &Dispatcher::handled, this, [&](const RequestReport &report) {
        if (report.error)
            refused += report.error->description;
    });
    bench.send(execute("guest-fstrim") + execute("guest-shutdown") + sync(1));
    QTRY_COMPARE(bench.replies.size(), 1);
    bench.gate.setPaused(true);
    bench.letGo.release();
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY2(refused.first().contains(CommandGate::pauseReason()), qPrintable(refused.first()));
    QTRY_VERIFY(!bench.dispatcher.hasUnfinishedWork());
    QCOMPARE(bench.shutdowns.available(), 0);
}

void DispatcherTest::aFileThatNobodyKnowsOfIsClosedAgain()
{
    Bench bench;
    bench.platform.files = std::make_unique<HangingFiles>(bench.letGo, bench.entered);
    bench.send(R"({"execute":"guest-file-open","arguments":{"path":"/hangs"}})" + sync(1));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 1}\n"});
    bench.letGo.release();
    QTRY_COMPARE(bench.entered.available(), 2); // Opened and closed.
    QTRY_VERIFY(!bench.dispatcher.hasUnfinishedWork());
    QCOMPARE(bench.files.size(), 0);
}

void DispatcherTest::aFreezeThatWaitsBehindTheSyncIsNotBegun()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + execute("guest-fsfreeze-freeze") + sync(1));
    QTRY_COMPARE(bench.replies.size(), 1);
    bench.letGo.release();
    QTRY_VERIFY(!bench.dispatcher.hasUnfinishedWork());
    QCOMPARE(bench.freezes.available(), 0);
}

void DispatcherTest::aFreezeThatEndsBehindTheSyncIsTakenBack()
{
    Bench bench;
    bench.freezerHangs = true;
    bench.send(execute("guest-fsfreeze-freeze") + sync(1));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 1}\n"});
    bench.letGo.release();
    QTRY_COMPARE(bench.thaws.available(), 1);
    QTRY_COMPARE(bench.freeze.status(), FreezeStatus::Thawed);
}

void DispatcherTest::aLostHostGetsNoAnswers()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + execute("guest-ping"));
    bench.dispatcher.dropReplies();
    bench.letGo.release();
    bench.send(sync(3));
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 3}\n"});
    QVERIFY(bench.dispatcher.isIdle());
}

void DispatcherTest::aSyncThatWaitedForAPauseGoesPast()
{
    Bench bench;
    bench.dispatcher.setPaused(true);
    bench.send(execute("guest-fstrim") + sync(5));
    bench.dispatcher.setPaused(false);
    QTRY_COMPARE(bench.replies, QByteArrayList{"{\"return\": 5}\n"});
}

void DispatcherTest::theThawIsNotRefusedForHangingCommands()
{
    Bench bench;
    bench.platform.files = std::make_unique<HangingFiles>(bench.letGo, bench.entered);
    for (int i = 0; i < 33; ++i) {
        bench.send(R"({"execute":"guest-file-open","arguments":{"path":"/hangs"}})" + sync(i));
        QTRY_VERIFY(bench.replies.contains("{\"return\": " + QByteArray::number(i) + "}\n"));
    }
    bench.send(execute("guest-fsfreeze-thaw"));
    QTRY_COMPARE(bench.thaws.available(), 1);
}

void DispatcherTest::whilePausedNothingIsBegun()
{
    Bench bench;
    bench.dispatcher.setPaused(true);
    bench.send(execute("guest-fstrim") + execute("guest-ping"));
    QCOMPARE(bench.dispatcher.backlogRequests(), 2);
    QCOMPARE(bench.entered.available(), 0);
    bench.letGo.release();
    bench.dispatcher.setPaused(false);
    QTRY_COMPARE(bench.replies.size(), 2);
    QCOMPARE(bench.dispatcher.backlogBytes(), 0);
}

void DispatcherTest::refusalsSayWhy_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("description");
    const auto row = [](const char *name, const QByteArray &command,
                        const QByteArray &description) {
        QTest::newRow(name) << command << description;
    };
    row("unknown", "guest-nope", "The command guest-nope has not been found");
    row("blocked", "guest-get-osinfo",
        "Command guest-get-osinfo has been disabled: the command is not allowed by "
        "block-rpcs on the command line");
    row("lacking", "guest-get-time",
        "Command guest-get-time has been disabled: this test has none");
}

void DispatcherTest::refusalsSayWhy()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, description);
    Bench bench;
    bench.gate.setPolicy(Policy(PolicyRules{
        .blocked = {QStringLiteral("guest-get-osinfo"), QStringLiteral(" guest-ping")}}));
    bench.send(execute(command.constData()) + execute("guest-ping"));
    QTRY_COMPARE(bench.replies.size(), 2);
    QCOMPARE(bench.replies[0], "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"" +
                                   description + "\"}, \"id\": \"" + command + "\"}\n");
    QVERIFY(bench.replies[1].contains("return"));
}

void DispatcherTest::whileFrozenOnlyTheSixAreAllowed()
{
    Bench bench;
    bench.gate.setPolicy(
        Policy(PolicyRules{.allowed = QStringList{QStringLiteral("guest-fsfreeze-freeze")},
                           .blocked = {QStringLiteral("guest-ping")}}));
    bench.send(execute("guest-fsfreeze-freeze") + execute("guest-ping") +
               execute("guest-get-load") + execute("guest-fsfreeze-thaw") + execute("guest-ping"));
    QTRY_COMPARE(bench.replies.size(), 5);
    QVERIFY(bench.replies[0].contains("\"return\": 2"));
    QVERIFY(bench.replies[1].contains("return"));
    QVERIFY(bench.replies[2].contains(
        "Command guest-get-load has been disabled: the agent is in frozen state"));
    QVERIFY(bench.replies[3].contains("\"return\": 2"));
    QVERIFY(bench.replies[4].contains("the command is not allowed"));
}

void DispatcherTest::powerAnswersOnlyWithErrors()
{
    Bench bench;
    bench.send(execute("guest-shutdown") + execute("guest-suspend-ram") + execute("guest-ping"));
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY(bench.replies[0].contains("\"desc\": \"no\""));
}

void DispatcherTest::onlyTheDelimitedSyncHasTheSentinel()
{
    Bench bench;
    bench.send("{\"execute\":\"guest-sync-delimited\",\"arguments\":{\"id\":5}}" + sync(5) +
               "{\"execute\":\"guest-sync-delimited\"}");
    QCOMPARE(bench.replies.value(0), "\xff{\"return\": 5}\n");
    QCOMPARE(bench.replies.value(1), "{\"return\": 5}\n");
    QVERIFY(bench.replies.value(2).startsWith("{\"error\""));
}

void DispatcherTest::tooManyHangingCommandsAreRefused()
{
    Bench bench;
    struct HangingLoad : Load
    {
        QSemaphore &letGo;
        explicit HangingLoad(QSemaphore &semaphore)
            : letGo(semaphore)
        {}
        Result<LoadAverage> read() override
        {
            letGo.acquire();
            return LoadAverage{};
        }
    };
    bench.platform.load = std::make_unique<HangingLoad>(bench.letGo);
    for (int i = 0; i < 32; ++i) {
        bench.send(execute("guest-get-load") + sync(i));
        QTRY_COMPARE(bench.replies.size(), i + 1);
    }
    bench.send(execute("guest-get-load"));
    QTRY_VERIFY(bench.replies.last().contains("32 commands are still running"));
}

void DispatcherTest::manyCommandsBehindOneThatHangsRefuseNobody()
{
    Bench bench;
    for (int i = 0; i < 40; ++i)
        bench.send(execute("guest-fstrim"));
    bench.send(sync(7));
    QTRY_VERIFY(bench.replies.contains("{\"return\": 7}\n"));
    bench.send(execute("guest-get-load"));
    QTRY_VERIFY(bench.replies.last().contains("\"id\": \"guest-get-load\""));
    QVERIFY2(bench.replies.last().contains("return"), bench.replies.last());
    bench.letGo.release(40);
    QTRY_VERIFY(!bench.dispatcher.hasUnfinishedWork());
}

void DispatcherTest::aCommandPastItsDeadlineIsAnsweredFor()
{
    Bench bench([](const Command &) { return std::chrono::milliseconds(1); });
    bench.send(execute("guest-fstrim") + execute("guest-ping"));
    QTRY_COMPARE(bench.replies.size(), 2);
    QVERIFY2(bench.replies[0].contains(
                 "guest-fstrim has not ended in time; it is still running since 20"),
             bench.replies[0]);
    QVERIFY(bench.replies[0].contains("\"id\": \"guest-fstrim\""));
    bench.letGo.release();
    QTRY_VERIFY(!bench.dispatcher.hasUnfinishedWork());
    QCOMPARE(bench.replies.size(), 2);
}

QTEST_GUILESS_MAIN(DispatcherTest)
#include "dispatcher_test.moc"

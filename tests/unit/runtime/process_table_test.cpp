// SPDX-License-Identifier: Apache-2.0
// The table of started programs: who is known, until when, and in which thread.
#include "runtime/process_table.h"

#include "tests/patience.h"

#include <QPointer>
#include <QTest>

#include <thread>

using namespace ga;
using namespace std::chrono_literals;

namespace {

// A program that ends when the test says so.
class FakeProcess : public GuestProcess
{
    Q_OBJECT

public:
    explicit FakeProcess(qint64 pid)
        : m_pid(pid)
    {}

    qint64 pid() const override { return m_pid; }
    void watch() override { m_watchedIn = QThread::currentThread(); }

    QThread *watchedIn() const { return m_watchedIn; }

private:
    const qint64 m_pid;
    QThread *m_watchedIn = nullptr;
};

ProcessOutcome exitCode(qint64 code, const QByteArray &out = {}, const QByteArray &err = {})
{
    ProcessOutcome outcome;
    outcome.exitCode = code;
    outcome.out = out;
    outcome.err = err;
    return outcome;
}

} // namespace

class ProcessTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runningProgramHasNotExited();
    void programAddedInAnotherThreadIsWatchedInTheTables();
    void endIsReportedOnce();
    void streamsAreReportedOnlyWhereSomethingWasWritten();
    void signalIsReportedInsteadOfAnExitCode();
    void unknownPidIsNamed();
    void droppedResultIsExplained();
    void expiredResultIsDroppedThoughNobodyAsks();
    void newProgramReplacesAnEndedOneOfItsPid();
    void newProgramReplacesOneOfItsPidWhosePipesAreOpen();
    void endedProgramsObjectIsDeleted();

private:
    static QPointer<FakeProcess> add(ProcessTable &table, qint64 pid)
    {
        auto process = std::make_unique<FakeProcess>(pid);
        QPointer<FakeProcess> pointer = process.get();
        table.add(std::move(process));
        [[maybe_unused]] const bool watched =
            eventually([&] { return pointer->watchedIn() != nullptr; });
        return pointer;
    }
};

void ProcessTableTest::runningProgramHasNotExited()
{
    ProcessTable table;
    QCOMPARE(table.add(std::make_unique<FakeProcess>(12)), 12);
    const auto status = table.status(12);
    QVERIFY(status);
    QVERIFY(!status->exited);
    QVERIFY(!status->exitCode && !status->signal && !status->outData && !status->outTruncated);
    QCOMPARE(table.running(), 1);
}

void ProcessTableTest::programAddedInAnotherThreadIsWatchedInTheTables()
{
    ProcessTable table;
    QPointer<FakeProcess> process;
    bool known = false;
    std::thread worker([&] {
        auto started = std::make_unique<FakeProcess>(12);
        started->moveToThread(nullptr);
        process = started.get();
        table.add(std::move(started));
        known = table.status(12).has_value();
    });
    worker.join();
    QVERIFY(known);
    QTRY_COMPARE(process->watchedIn(), QThread::currentThread());
    QCOMPARE(process->thread(), QThread::currentThread());
}

void ProcessTableTest::endIsReportedOnce()
{
    ProcessTable table;
    const auto process = add(table, 12);
    Q_EMIT process->finished(exitCode(3));
    QCOMPARE(table.waiting(), 1);
    const auto status = table.status(12);
    QVERIFY(status && status->exited);
    QCOMPARE(*status->exitCode, 3);
    QCOMPARE(table.status(12).error().description, QStringLiteral("PID 12 does not exist"));
    QCOMPARE(table.waiting(), 0);
}

void ProcessTableTest::streamsAreReportedOnlyWhereSomethingWasWritten()
{
    ProcessTable table;
    auto outcome = exitCode(0, {}, "e");
    outcome.errTruncated = true;
    Q_EMIT add(table, 1)->finished(outcome);
    auto status = table.status(1);
    QVERIFY(!status->outData && !status->outTruncated);
    QCOMPARE(status->errData->bytes, QByteArray("e"));
    QCOMPARE(*status->errTruncated, true);

    Q_EMIT add(table, 2)->finished(exitCode(0, "o"));
    status = table.status(2);
    QVERIFY(!status->errData && !status->errTruncated);
    QCOMPARE(status->outData->bytes, QByteArray("o"));
    QCOMPARE(*status->outTruncated, false);
}

void ProcessTableTest::signalIsReportedInsteadOfAnExitCode()
{
    ProcessTable table;
    ProcessOutcome outcome;
    outcome.signal = 9;
    Q_EMIT add(table, 1)->finished(outcome);
    const auto status = table.status(1);
    QCOMPARE(*status->signal, 9);
    QVERIFY(!status->exitCode);
}

void ProcessTableTest::unknownPidIsNamed()
{
    ProcessTable table;
    QCOMPARE(table.status(1).error().description, QStringLiteral("PID 1 does not exist"));
    QCOMPARE(table.status(-4).error().description, QStringLiteral("PID -4 does not exist"));
}

void ProcessTableTest::droppedResultIsExplained()
{
    ProcessTable table(KeptOutcomes::Limits{.count = 1});
    Q_EMIT add(table, 1)->finished(exitCode(0));
    Q_EMIT add(table, 2)->finished(exitCode(0));
    const QString text = QStringLiteral("PID 1 does not exist: its result was dropped because more "
                                        "than 1 results waited to be asked for");
    QCOMPARE(table.status(1).error().description, text);
    QCOMPARE(table.status(1).error().description, text);
    QVERIFY(table.status(2));
}

void ProcessTableTest::expiredResultIsDroppedThoughNobodyAsks()
{
    ProcessTable table(KeptOutcomes::Limits{.age = 1ms});
    Q_EMIT add(table, 1)->finished(exitCode(0));
    QTRY_COMPARE(table.waiting(), 0);
}

void ProcessTableTest::newProgramReplacesAnEndedOneOfItsPid()
{
    ProcessTable table;
    Q_EMIT add(table, 1)->finished(exitCode(7));
    const auto second = add(table, 1);
    QCOMPARE(table.waiting(), 0);
    QVERIFY(!table.status(1)->exited);
    Q_EMIT second->finished(exitCode(8));
    QCOMPARE(*table.status(1)->exitCode, 8);
    QVERIFY(!table.status(1));
}

void ProcessTableTest::newProgramReplacesOneOfItsPidWhosePipesAreOpen()
{
    ProcessTable table;
    const auto first = add(table, 1);
    const auto second = add(table, 1);
    QVERIFY(first); // Its pipes are read on, or who holds them would die of SIGPIPE.
    Q_EMIT first->finished(exitCode(7));
    QVERIFY(!table.status(1)->exited);
    QTRY_VERIFY(!first);
    Q_EMIT second->finished(exitCode(8));
    QCOMPARE(*table.status(1)->exitCode, 8);
}

void ProcessTableTest::endedProgramsObjectIsDeleted()
{
    ProcessTable table;
    const auto process = add(table, 1);
    Q_EMIT process->finished(exitCode(0));
    QTRY_VERIFY(!process);
    QVERIFY(table.status(1));
}

QTEST_GUILESS_MAIN(ProcessTableTest)
#include "process_table_test.moc"

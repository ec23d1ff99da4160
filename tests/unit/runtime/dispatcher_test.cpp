// SPDX-License-Identifier: Apache-2.0
// The dispatcher: answers in order, a sync that nothing can hold up, and work that goes on without
// its answer.
#include "dispatcher_bench.h"

#include <QTest>

using namespace ga;

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
    void whatIsRefusedBeforeTheSyncIsTold();
    void whatIsTooMuchToBeDoneIsTold();
    void aFileThatNobodyKnowsOfIsClosedAgain();
    void aFreezeThatWaitsBehindTheSyncIsNotBegun();
    void aFreezeThatEndsBehindTheSyncIsTakenBack();
    void aFreezeOfALostHostIsTakenBack();
    void aFreezeOfALostHostIsNotBegun();
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
    Bench bench(patient());
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
    DispatcherTimes times = impatient();
    times.hold = never;
    Bench bench(times);
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
    bench.send(execute("guest-fstrim") + execute("guest-shutdown") + sync(1));
    QTRY_COMPARE(bench.replies.size(), 1);
    bench.gate.setPaused(true);
    bench.letGo.release();
    QTRY_COMPARE(bench.refusals.size(), 1);
    QVERIFY2(bench.refusals.first().contains(CommandGate::pauseReason()),
             qPrintable(bench.refusals.first()));
    QTRY_VERIFY(!bench.dispatcher.hasUnfinishedWork());
    QCOMPARE(bench.shutdowns.available(), 0);
}

void DispatcherTest::whatIsRefusedBeforeTheSyncIsTold()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + sync(1));
    QTRY_COMPARE(bench.replies.size(), 1);
    bench.gate.setPolicy(Policy(PolicyRules{.blocked = {QStringLiteral("guest-shutdown")}}));
    bench.send(execute("guest-get-load"));
    QTRY_COMPARE(bench.replies.size(), 2);
    bench.platform.load = std::make_unique<HangingLoad>(bench.letGo, bench.entered);
    bench.send(execute("guest-get-load") + execute("guest-shutdown") + execute("guest-fstrim") +
               execute("guest-ping") + "%\n" + sync(2));
    QTRY_COMPARE(bench.replies.size(), 3);
    QCOMPARE(bench.replies[2], "{\"return\": 2}\n");
    QCOMPARE(bench.refusals.size(), 3);
    QVERIFY2(bench.refusals[0].contains(QStringLiteral("has been disabled")),
             qPrintable(bench.refusals[0]));
    QVERIFY2(bench.refusals[1].startsWith(QStringLiteral(
                 "guest-fstrim can't be begun: guest-fstrim is still running since")),
             qPrintable(bench.refusals[1]));
    QVERIFY2(bench.refusals[2].contains(QStringLiteral("stray")), qPrintable(bench.refusals[2]));
}

void DispatcherTest::whatIsTooMuchToBeDoneIsTold()
{
    Bench bench;
    bench.send(execute("guest-fstrim"));
    for (int i = 0; i < 1000; ++i)
        bench.send(execute("guest-shutdown"));
    bench.send(sync(1));
    QTRY_COMPARE(bench.replies.size(), 1);
    QCOMPARE(bench.refusals,
             QStringList{QStringLiteral("guest-shutdown is not done: too much waits to be done")});
    bench.letGo.release();
    QTRY_COMPARE(bench.shutdowns.available(), 999);
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

void DispatcherTest::aFreezeOfALostHostIsTakenBack()
{
    Bench bench;
    bench.freezerHangs = true;
    bench.send(execute("guest-fsfreeze-freeze"));
    bench.dispatcher.dropReplies();
    bench.send(execute("guest-ping")); // The next host's.
    QTRY_COMPARE(bench.replies.size(), 1);
    bench.letGo.release();
    QTRY_COMPARE(bench.thaws.available(), 1);
    QTRY_COMPARE(bench.freeze.status(), FreezeStatus::Thawed);
    QCOMPARE(bench.replies.size(), 1);
}

void DispatcherTest::aFreezeOfALostHostIsNotBegun()
{
    Bench bench;
    bench.send(execute("guest-fstrim") + execute("guest-fsfreeze-freeze") +
               execute("guest-shutdown"));
    bench.dispatcher.dropReplies();
    bench.letGo.release();
    QTRY_COMPARE(bench.shutdowns.available(), 1);
    QCOMPARE(bench.freezes.available(), 0);
    QVERIFY(bench.refusals.contains(QStringLiteral("not begun: its host has gone")));
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
    QCOMPARE(bench.dispatcher.backlog().requests(), size_t(2));
    QCOMPARE(bench.entered.available(), 0);
    bench.letGo.release();
    bench.dispatcher.setPaused(false);
    QTRY_COMPARE(bench.replies.size(), 2);
    QCOMPARE(bench.dispatcher.backlog().bytes(), 0);
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
    bench.platform.load = std::make_unique<HangingLoad>(bench.letGo, bench.entered);
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
    DispatcherTimes times = patient();
    times.deadlineOf = [](const Command &) { return std::chrono::milliseconds(1); };
    Bench bench(times);
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

// SPDX-License-Identifier: Apache-2.0
// What is kept of ended programs, and what is dropped first when it is too much.
#include "runtime/kept_outcomes.h"

#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

namespace {

ProcessOutcome outcome(qsizetype outBytes, qsizetype errBytes = 0)
{
    ProcessOutcome made;
    made.exitCode = 0;
    made.out = QByteArray(outBytes, 'o');
    made.err = QByteArray(errBytes, 'e');
    return made;
}

const KeptOutcomes::Time start{1h};

} // namespace

class KeptOutcomesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomeIsTakenOnce();
    void oldestIsDroppedBeyondTheCount();
    void oldestAreDroppedBeyondTheBytesOfBothStreams();
    void bytesOfWhatWasTakenAreFreeAgain();
    void expiredIsDropped();
    void newOutcomeReplacesThatOfTheSamePid();
    void forgottenPidHasNoReason();
    void droppedPidsAreForgottenInTheEnd();
};

void KeptOutcomesTest::outcomeIsTakenOnce()
{
    KeptOutcomes kept({});
    kept.insert(5, outcome(3), start);
    QCOMPARE(kept.take(5)->out, QByteArray("ooo"));
    QVERIFY(!kept.take(5));
    QVERIFY(kept.dropReason(5).isEmpty());
}

void KeptOutcomesTest::oldestIsDroppedBeyondTheCount()
{
    KeptOutcomes kept({.count = 2});
    for (qint64 pid = 1; pid <= 3; ++pid)
        kept.insert(pid, outcome(0), start);
    QCOMPARE(kept.size(), 2);
    QVERIFY(!kept.take(1));
    QCOMPARE(kept.dropReason(1), QStringLiteral("more than 2 results waited to be asked for"));
    QVERIFY(kept.take(2));
    QVERIFY(kept.take(3));
}

void KeptOutcomesTest::oldestAreDroppedBeyondTheBytesOfBothStreams()
{
    KeptOutcomes kept({.bytes = 3 << 20});
    kept.insert(1, outcome(1 << 20, 0), start);
    kept.insert(2, outcome(0, 1 << 20), start);
    kept.insert(3, outcome(1 << 20, 0), start);
    QCOMPARE(kept.size(), 3);
    kept.insert(4, outcome(1 << 20, 1 << 20), start);
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept.dropReason(1),
             QStringLiteral("more than 3 MiB of output waited to be asked for"));
    QVERIFY(!kept.dropReason(2).isEmpty());
    QVERIFY(kept.take(3));
    QVERIFY(kept.take(4));
}

void KeptOutcomesTest::bytesOfWhatWasTakenAreFreeAgain()
{
    KeptOutcomes kept({.bytes = 10});
    for (qint64 pid = 1; pid <= 5; ++pid) {
        kept.insert(pid, outcome(4, 4), start);
        QVERIFY(kept.take(pid));
    }
    kept.insert(6, outcome(1), start);
    kept.insert(7, outcome(9), start);
    QCOMPARE(kept.size(), 2);
}

void KeptOutcomesTest::expiredIsDropped()
{
    KeptOutcomes kept({.age = 60min});
    QVERIFY(!kept.nextExpiry());
    kept.insert(1, outcome(1), start);
    kept.insert(2, outcome(1), start + 1min);
    QCOMPARE(*kept.nextExpiry(), start + 60min);
    kept.dropExpired(start + 60min - 1ms);
    QCOMPARE(kept.size(), 2);
    kept.dropExpired(start + 60min);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.dropReason(1), QStringLiteral("nobody asked for it within 1 h"));
    QCOMPARE(*kept.nextExpiry(), start + 61min);
}

void KeptOutcomesTest::newOutcomeReplacesThatOfTheSamePid()
{
    KeptOutcomes kept({.bytes = 10});
    kept.insert(1, outcome(8), start);
    kept.insert(1, outcome(9), start);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.take(1)->out.size(), 9);
}

void KeptOutcomesTest::forgottenPidHasNoReason()
{
    KeptOutcomes kept({.count = 0});
    kept.insert(1, outcome(0), start);
    QVERIFY(!kept.dropReason(1).isEmpty());
    kept.forget(1);
    QVERIFY(kept.dropReason(1).isEmpty());
}

void KeptOutcomesTest::droppedPidsAreForgottenInTheEnd()
{
    KeptOutcomes kept({.count = 0});
    for (qint64 pid = 1; pid <= 5000; ++pid)
        kept.insert(pid, outcome(0), start);
    QVERIFY(kept.dropReason(1).isEmpty());
    QVERIFY(kept.dropReason(904).isEmpty());
    QVERIFY(!kept.dropReason(905).isEmpty());
    QVERIFY(!kept.dropReason(5000).isEmpty());
}

QTEST_GUILESS_MAIN(KeptOutcomesTest)
#include "kept_outcomes_test.moc"

// SPDX-License-Identifier: Apache-2.0
// The one word for how things are, what is told of a freeze, and when a publisher tells it.
#include "status/status_publisher.h"

#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

namespace {

constexpr qint64 wall = 1772524800000;

// The guest's clock may be set; the steady one never is.
StatusTime at(qint64 seconds, qint64 shift = 0)
{
    return {wall + (seconds + shift) * 1000, 5000000 + seconds * 1000};
}

StatusModel openModel()
{
    return StatusModel(
        {.method = QStringLiteral("virtio-serial"), .open = true, .host = HostPresence::Present},
        at(0));
}

} // namespace

class StatusModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChannelDecidesFirst()
    {
        StatusModel model({}, at(0));
        QCOMPARE(model.snapshot(at(0)).state, AgentState::NoDevice);
        model.setChannel({.open = true, .host = HostPresence::Absent}, at(1));
        QCOMPARE(model.snapshot(at(1)).state, AgentState::NoHost);
        QCOMPARE(model.snapshot(at(9)).since, wall + 1000);
        model.setChannel({.open = true, .host = HostPresence::Unknown}, at(2));
        QCOMPARE(model.snapshot(at(2)).state, AgentState::Connected);
        model.setChannel({.reason = QStringLiteral("gone")}, at(3));
        QCOMPARE(*model.snapshot(at(3)).reason, QStringLiteral("gone"));
    }

    void aFreezeCountsBeforeAPause()
    {
        StatusModel model = openModel();
        model.setPaused(true, QStringLiteral("paused by the owner"), at(1));
        QCOMPARE(model.snapshot(at(1)).state, AgentState::Paused);
        QCOMPARE(*model.snapshot(at(1)).reason, QStringLiteral("paused by the owner"));
        model.freezing(600s, at(2));
        QCOMPARE(model.snapshot(at(2)).state, AgentState::Freezing);
        QVERIFY(model.snapshot(at(2)).paused);
        QVERIFY(!model.snapshot(at(2)).freeze->fileSystems);
    }

    void secondsLeftDoNotDependOnTheClock()
    {
        StatusModel model = openModel();
        model.freezing(600s, at(0));
        model.frozen(3, at(1));
        const FreezeProgress progress = *model.snapshot(at(100, 3600)).freeze;
        QCOMPARE(*progress.secondsLeft, 500);
        QCOMPARE(*progress.deadline, at(100, 3600).wall + 500000);
        QCOMPARE(*progress.fileSystems, 3);
        QCOMPARE(*model.snapshot(at(700)).freeze->secondsLeft, 0);
        StatusModel endless = openModel();
        endless.freezing(0s, at(0));
        QVERIFY(!endless.snapshot(at(1)).freeze->deadline);
    }

    void anExpiredLeaseIsShownForAWhile()
    {
        StatusModel model = openModel();
        model.freezing(600s, at(0));
        model.frozen(3, at(1));
        model.thawing(at(600));
        QCOMPARE(model.snapshot(at(600)).state, AgentState::Thawing);
        model.thawed(3, FreezeOutcome::Expired, FreezeEnder::Time, at(601));
        QCOMPARE(model.snapshot(at(601)).state, AgentState::LeaseExpired);
        QVERIFY(model.snapshot(at(601)).reason->contains(u"time of the freeze was up"));
        QCOMPARE(*model.nextChange(), at(1201).steady);
        model.settle(at(1200));
        QCOMPARE(model.snapshot(at(1200)).state, AgentState::LeaseExpired);
        model.settle(at(1201));
        QCOMPARE(model.snapshot(at(1201)).state, AgentState::Connected);
        const FreezeRecord last = *model.snapshot(at(1201)).lastFreeze;
        QCOMPARE(*last.began, wall);
        QCOMPARE(last.ended, at(601).wall);
        QCOMPARE(last.outcome, FreezeOutcome::Expired);
    }

    // Windows holds programs for seconds: that is no time limit of the agent's.
    void whoEndedAFreezeIsTold()
    {
        StatusModel model = openModel();
        model.freezing(600s, at(0));
        model.frozen(1, at(0));
        model.thawed(1, FreezeOutcome::Expired, FreezeEnder::System, at(10));
        QCOMPARE(model.snapshot(at(10)).state, AgentState::LeaseExpired);
        QVERIFY(model.snapshot(at(10)).reason->startsWith(u"the system let programs write again"));
        QCOMPARE(model.snapshot(at(10)).lastFreeze->endedBy, FreezeEnder::System);
        model.freezing(600s, at(20));
        model.frozen(1, at(20));
        model.thawed(1, FreezeOutcome::GuardLost, FreezeEnder::Guard, at(21));
        QVERIFY(model.snapshot(at(21)).reason->startsWith(u"the guardian"));
        model.freezing(600s, at(30));
        model.frozen(1, at(30));
        model.thawed(1, FreezeOutcome::Thawed, FreezeEnder::Owner, at(31));
        QCOMPARE(model.snapshot(at(31)).state, AgentState::Connected);
        QCOMPARE(model.snapshot(at(31)).lastFreeze->endedBy, FreezeEnder::Owner);
    }

    void theNextFreezeEndsIt()
    {
        StatusModel model = openModel();
        model.freezing(600s, at(0));
        model.frozen(1, at(0));
        model.thawed(1, FreezeOutcome::GuardLost, FreezeEnder::Guard, at(5));
        model.freezing(600s, at(6));
        model.frozen(1, at(6));
        model.thawed(1, FreezeOutcome::Thawed, FreezeEnder::Host, at(7));
        QCOMPARE(model.snapshot(at(7)).state, AgentState::Connected);
        QVERIFY(!model.nextChange());
    }

    void aFreezeThatFrozeNothingLeavesNoRecord()
    {
        StatusModel model = openModel();
        model.freezing(600s, at(0));
        model.thawed(0, FreezeOutcome::Thawed, FreezeEnder::Host, at(1));
        QVERIFY(!model.snapshot(at(1)).lastFreeze);
        model.thawed(0, FreezeOutcome::Recovered, FreezeEnder::Agent, at(2));
        QVERIFY(!model.snapshot(at(2)).lastFreeze->began);
    }

    void changesAreToldAtOnceAndCountersTogether()
    {
        StatusPublisher publisher({.version = QStringLiteral("1")}, {.open = true});
        QByteArrayList told;
        connect(&publisher, &StatusPublisher::told, this,
                [&](const QByteArray &lines) { told += lines; });
        publisher.change([](StatusModel &model, StatusTime now) {
            model.setPaused(true, QStringLiteral("x"), now);
        });
        QCOMPARE(told.size(), 1);
        QVERIFY(decodeStatusLine(told[0])->status->paused);
        for (int i = 0; i < 50; ++i)
            publisher.change(
                [](StatusModel &model, StatusTime now) { model.noteRequest(false, now); });
        QCOMPARE(told.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, 30000);
        QCOMPARE(decodeStatusLine(told[1])->status->requests, 50);
    }

    void theGreetingIsBoundedAndEndsWithTheStatus()
    {
        StatusPublisher publisher({.version = QStringLiteral("1")}, {});
        publisher.setPermissions({.profile = QStringLiteral("open")});
        for (qint64 i = 0; i < 1000; ++i)
            publisher.addActivity({.number = i});
        const auto lines = publisher.greeting().split('\n');
        QCOMPARE(size_t(lines.size()), 1 + 1 + StatusPublisher::rememberedActivities + 1 + 1);
        QVERIFY(decodeStatusLine(lines[0])->hello);
        QVERIFY(decodeStatusLine(lines[1])->permissions);
        QCOMPARE(decodeStatusLine(lines[2])->activity->number, 900);
        QVERIFY(decodeStatusLine(lines[lines.size() - 2])->status);
    }

    void everybodyIsToldLessThanTheAudit()
    {
        const AuditRecord failed{.subject = QStringLiteral("/etc/shadow"),
                                 .outcome = ActivityOutcome::Failed,
                                 .reason = QStringLiteral("open /etc/shadow: no")};
        QVERIFY(!encodeStatusLine({.activity = activityOf(failed)}).contains("shadow"));
        const AuditRecord refused{.outcome = ActivityOutcome::Refused,
                                  .reason = QStringLiteral("the rule"),
                                  .rule = RuleReference{.key = QStringLiteral("profile")}};
        QCOMPARE(*activityOf(refused).reason, QStringLiteral("the rule"));
        QCOMPARE(activityOf(refused).rule->key, QStringLiteral("profile"));
    }
};

QTEST_GUILESS_MAIN(StatusModelTest)
#include "status_model_test.moc"

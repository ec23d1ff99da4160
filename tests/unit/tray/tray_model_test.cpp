// SPDX-License-Identifier: Apache-2.0
// What the tray makes of status streams, how it finds an agent again, and how it plays a file.
#include "tray_bench.h"

#include "model/agent_model.h"
#include "model/agent_source.h"
#include "model/demo_source.h"
#include "model/doctor_report.h"
#include "tray/notices.h"

#include <QJsonDocument>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>

namespace ga {

namespace {

// A demonstration that plays `lines`.
struct DemoBench
{
    explicit DemoBench(const QByteArray &lines)
        : source(written(lines), error)
        , model(source)
    {}

    QString written(const QByteArray &lines)
    {
        if (file.open() && file.write(lines) == lines.size())
            file.close();
        return file.fileName();
    }

    QTemporaryFile file;
    QString error;
    DemoSource source;
    AgentModel model;
};

QByteArray statusLine(AgentState state, qint64 since = 0)
{
    StatusMessage message;
    message.status = StatusSnapshot{.state = state, .since = since};
    return encodeStatusLine(message);
}

} // namespace

class TrayModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachSampleEndsInItsState_data();
    void eachSampleEndsInItsState();
    void withoutAnAgentNothingIsKnown();
    void secondsAreCountedDownWithoutAClock();
    void historyIsNotLive();
    void aNewerProtocolIsSaidAndNotRead();
    void whatIsNoStatusIsRejected();
    void aLineWithoutEndIsRejected();
    void bytesMayComeOneByOne();
    void theAgentIsFoundAgain();
    void aDemoPlaysItsDirections();
    void aDemoEndsAtABrokenLine();
    void aRecordingSetsThePace();
    void everyDemoStateIsShown();
    void aLongFreezeIsToldOnce();
    void aShortFreezeIsNotTold();
    void aFreezeIsLongInEachOfItsStages_data();
    void aFreezeIsLongInEachOfItsStages();
    void anExpiredLeaseIsToldOnce();
    void aFreezeThatEndedBadlyIsToldInEveryState_data();
    void aFreezeThatEndedBadlyIsToldInEveryState();
    void whatMattersIsTold_data();
    void whatMattersIsTold();
    void aBrokenConfigurationIsToldOnce();
    void aNoticeCanBeSwitchedOff();
    void theDoctorsReportIsRead();

private:
    QTemporaryDir m_settings;
};

void TrayModelTest::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("qtga-test"));
}

void TrayModelTest::eachSampleEndsInItsState_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("connected") << int(TrayState::Working);
    QTest::newRow("no-device") << int(TrayState::NoDevice);
    QTest::newRow("no-host") << int(TrayState::NoHost);
    QTest::newRow("paused") << int(TrayState::Paused);
    QTest::newRow("lease-expired") << int(TrayState::LeaseExpired);
    QTest::newRow("refused") << int(TrayState::Working);
    QTest::newRow("day") << int(TrayState::Working);
}

void TrayModelTest::eachSampleEndsInItsState()
{
    QFETCH(int, state);
    HandSource source;
    AgentModel model(source);
    source.start();
    QCOMPARE(model.state(), TrayState::NotRunning);
    source.sendSample(QTest::currentDataTag());
    QCOMPARE(int(model.state()), state);
    QCOMPARE(model.misfit(), Misfit::None);
    QCOMPARE(source.rejected, 0);
    QVERIFY(model.permission(QStringLiteral("guest-exec")));
    QVERIFY(!model.permission(QStringLiteral("guest-nothing")));
}

void TrayModelTest::withoutAnAgentNothingIsKnown()
{
    HandSource source;
    AgentModel model(source);
    source.start();
    source.sendSample("connected");
    QSignalSpy changed(&model, &AgentModel::statusChanged);
    source.close();
    QCOMPARE(model.state(), TrayState::NotRunning);
    QVERIFY(!model.permissions() && !model.hello() && !model.snapshot());
    QVERIFY(!changed.isEmpty());
}

void TrayModelTest::secondsAreCountedDownWithoutAClock()
{
    HandSource source;
    AgentModel model(source);
    source.start();
    source.sendState(AgentState::Frozen, FreezeProgress{source.time, 3, source.time + 9000, 9});
    QCOMPARE(model.secondsLeft(), std::optional<qint64>(9));
    source.time += 3600 * 1000; // Somebody sets the clock.
    QSignalSpy passed(&model, &AgentModel::secondPassed);
    QVERIFY(passed.wait(30000));
    QVERIFY(*model.secondsLeft() < 9);
    source.sendState(AgentState::Frozen, FreezeProgress{source.time, 3, {}, {}});
    QVERIFY(!model.secondsLeft());
    source.sendState(AgentState::Connected);
    QVERIFY(!model.secondsLeft());
}

void TrayModelTest::historyIsNotLive()
{
    HandSource source;
    AgentModel model(source);
    QList<bool> live;
    connect(&model, &AgentModel::activity, this,
            [&live](const Activity &, bool isLive) { live.append(isLive); });
    source.start();
    source.sendHello();
    source.sendActivity(1, "guest-exec", ActivityOutcome::Ok);
    source.sendState(AgentState::Connected);
    source.sendActivity(2, "guest-exec", ActivityOutcome::Ok);
    QCOMPARE(live, (QList<bool>{false, true}));
}

void TrayModelTest::aNewerProtocolIsSaidAndNotRead()
{
    HandSource source;
    AgentModel model(source);
    source.start();
    source.sendHello(1, statusProtocolVersion + 1);
    QCOMPARE(source.rejected, 1);
    QCOMPARE(model.misfit(), Misfit::NewerProtocol);
    source.open();
    QCOMPARE(model.misfit(), Misfit::NewerProtocol); // Until an agent says otherwise.
    source.sendHello();
    QCOMPARE(model.misfit(), Misfit::None);
    // In one piece with what only the newer version understands.
    StatusMessage newer;
    newer.hello = StatusHello{statusProtocolVersion + 1, QStringLiteral("9.0"), 812, 1772524800000};
    source.send(encodeStatusLine(newer) + "{\"status\": {\"state\": \"asleep\"}}\n");
    QCOMPARE(model.misfit(), Misfit::NewerProtocol);
    QCOMPARE(source.rejected, 2);
}

void TrayModelTest::whatIsNoStatusIsRejected()
{
    HandSource source;
    AgentModel model(source);
    source.start();
    source.sendSample("connected");
    source.send("220 mail.example.org ESMTP\r\n");
    QCOMPARE(source.rejected, 1);
    QCOMPARE(model.misfit(), Misfit::NotUnderstood);
    QCOMPARE(model.state(), TrayState::NotRunning);
}

void TrayModelTest::aLineWithoutEndIsRejected()
{
    HandSource source;
    AgentModel model(source);
    source.start();
    source.send(QByteArray(longestStatusLine - 1, ' '));
    QCOMPARE(source.rejected, 0);
    source.send("  ");
    QCOMPARE(source.rejected, 1);
}

void TrayModelTest::bytesMayComeOneByOne()
{
    HandSource source;
    AgentModel model(source);
    source.start();
    StatusMessage message;
    message.status = StatusSnapshot{.state = AgentState::NoHost};
    for (const char byte : encodeStatusLine(message)) {
        QCOMPARE(model.state(), TrayState::NotRunning);
        source.send(QByteArray(1, byte));
    }
    QCOMPARE(model.state(), TrayState::NoHost);
}

void TrayModelTest::theAgentIsFoundAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("status"));
    AgentSource source(path);
    QSignalSpy opened(&source, &StatusSource::opened);
    QSignalSpy closed(&source, &StatusSource::closed);
    QSignalSpy received(&source, &StatusSource::received);
    source.start();
    QVERIFY(opened.isEmpty());
    for (int run = 1; run <= 2; ++run) {
        QLocalServer server;
        QVERIFY(server.listen(path));
        QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), 60000);
        const std::unique_ptr<QLocalSocket> agent(server.nextPendingConnection());
        agent->write("{}\n");
        agent->flush();
        QTRY_COMPARE_WITH_TIMEOUT(received.count(), run, 60000);
        QCOMPARE(opened.count(), run);
        server.close();
        agent->disconnectFromServer();
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), run, 60000);
    }
}

void TrayModelTest::aDemoPlaysItsDirections()
{
    DemoBench demo(
        "{\"demo\": {\"now\": 1772524900000}}\n" + statusLine(AgentState::Connected) +
        "{\"demo\": {\"wait\": 0.2}}\n{\"demo\": {\"close\": true}}\n{\"demo\": {\"wait\": 0.2}}\n"
        "{\"demo\": {\"open\": true}}\n" +
        statusLine(AgentState::Connected));
    DemoSource &source = demo.source;
    const AgentModel &model = demo.model;
    QVERIFY2(demo.error.isEmpty(), qPrintable(demo.error));
    QSignalSpy ended(&source, &DemoSource::ended);
    QSignalSpy closed(&source, &StatusSource::closed);
    source.start();
    QVERIFY(ended.wait(30000));
    QCOMPARE(closed.count(), 1);
    QCOMPARE(model.state(), TrayState::Working);
    QVERIFY(source.now() >= 1772524900000);
    DemoSource none(QStringLiteral("/nothing/there"), demo.error);
    QVERIFY(!demo.error.isEmpty());
}

void TrayModelTest::aDemoEndsAtABrokenLine()
{
    DemoBench demo("no status\n" + statusLine(AgentState::Connected));
    QVERIFY2(demo.error.isEmpty(), qPrintable(demo.error));
    DemoSource &source = demo.source;
    const AgentModel &model = demo.model;
    QSignalSpy received(&source, &StatusSource::received);
    QSignalSpy ended(&source, &DemoSource::ended);
    source.start();
    QVERIFY(ended.wait(30000));
    QCOMPARE(received.count(), 1);
    QCOMPARE(model.misfit(), Misfit::NotUnderstood);
}

void TrayModelTest::aRecordingSetsThePace()
{
    DemoBench demo(statusLine(AgentState::NoHost, 1772524900000) +
                   statusLine(AgentState::Connected, 1772524900700));
    QVERIFY2(demo.error.isEmpty(), qPrintable(demo.error));
    AgentModel &model = demo.model;
    // What is shown once the event loop has its turn: without a pace it would be the second state.
    QList<TrayState> shown;
    connect(
        &model, &AgentModel::statusChanged, this,
        [&] {
            if (model.snapshot())
                shown.append(model.state());
        },
        Qt::QueuedConnection);
    demo.source.start();
    QTRY_COMPARE_WITH_TIMEOUT(model.state(), TrayState::Working, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(shown, (QList{TrayState::NoHost, TrayState::Working}), 30000);
    QVERIFY(demo.source.now() >= 1772524900700);
}

void TrayModelTest::everyDemoStateIsShown()
{
    QFile file(QStringLiteral(QTGA_SOURCES "/gui-tray/demo/all-states.ndjson"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    HandSource source;
    AgentModel model(source);
    QSet<int> seen{int(model.state())};
    connect(&model, &AgentModel::statusChanged, this, [&] { seen.insert(int(model.state())); });
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QJsonValue now =
            QJsonDocument::fromJson(line)[QStringLiteral("demo")][QStringLiteral("now")];
        source.time = now.toInteger(source.time);
        source.send(line + '\n');
    }
    QCOMPARE(source.rejected, 0);
    QCOMPARE(seen.size(), int(TrayState::LeaseExpired) + 1);
}

void TrayModelTest::aLongFreezeIsToldOnce()
{
    HandSource source;
    AgentModel model(source);
    const NotificationSettings settings;
    Notices notices(model, settings);
    QList<Notice> told;
    connect(&notices, &Notices::raised, this,
            [&told](const Notice &notice) { told.append(notice); });
    source.start();
    const FreezeProgress freeze{source.time - longFreezeMs - 1, 3, {}, 40};
    source.sendState(AgentState::Frozen, freeze);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 30000);
    QCOMPARE(told.first().kind, NoticeKind::LongFreeze);
    QVERIFY(told.first().text.contains(QStringLiteral("s.")));
    source.sendState(AgentState::Frozen, freeze);
    QTest::qWait(50);
    QCOMPARE(told.size(), 1);
}

void TrayModelTest::aShortFreezeIsNotTold()
{
    HandSource source;
    AgentModel model(source);
    const NotificationSettings settings;
    Notices notices(model, settings);
    QSignalSpy raised(&notices, &Notices::raised);
    source.start();
    source.sendState(AgentState::Frozen,
                     FreezeProgress{source.time - longFreezeMs + 60, 3, {}, 40});
    source.sendState(AgentState::Connected);
    QTest::qWait(200);
    QCOMPARE(raised.count(), 0);
}

// Programs wait from the first file system's freeze to the last one's thaw.
void TrayModelTest::aFreezeIsLongInEachOfItsStages_data()
{
    QTest::addColumn<AgentState>("stage");
    QTest::newRow("freezing") << AgentState::Freezing;
    QTest::newRow("frozen") << AgentState::Frozen;
    QTest::newRow("thawing") << AgentState::Thawing;
}

void TrayModelTest::aFreezeIsLongInEachOfItsStages()
{
    QFETCH(AgentState, stage);
    HandSource source;
    AgentModel model(source);
    const NotificationSettings settings;
    Notices notices(model, settings);
    QSignalSpy raised(&notices, &Notices::raised);
    source.start();
    source.sendState(stage, FreezeProgress{source.time - longFreezeMs, 3, {}, 40});
    QTRY_COMPARE_WITH_TIMEOUT(raised.count(), 1, 30000);
}

void TrayModelTest::anExpiredLeaseIsToldOnce()
{
    HandSource source;
    AgentModel model(source);
    const NotificationSettings settings;
    Notices notices(model, settings);
    QList<NoticeKind> told;
    connect(&notices, &Notices::raised, this,
            [&told](const Notice &notice) { told.append(notice.kind); });
    source.start();
    source.sendSample("lease-expired");
    source.close(); // The same agent, asked anew.
    source.open();
    source.sendSample("lease-expired");
    QCOMPARE(told, QList<NoticeKind>{NoticeKind::LeaseExpired});
}

void TrayModelTest::aFreezeThatEndedBadlyIsToldInEveryState_data()
{
    QTest::addColumn<AgentState>("state");
    QTest::addColumn<FreezeOutcome>("outcome");
    QTest::addColumn<qint64>("ago");
    QTest::addColumn<bool>("isTold");
    const qint64 minute = 60000;
    QTest::newRow("expired, then paused")
        << AgentState::Paused << FreezeOutcome::Expired << minute << true;
    QTest::newRow("guard lost, no host")
        << AgentState::NoHost << FreezeOutcome::GuardLost << minute << true;
    QTest::newRow("recovered") << AgentState::Connected << FreezeOutcome::Recovered << minute
                               << true;
    QTest::newRow("thawed") << AgentState::Connected << FreezeOutcome::Thawed << minute << false;
    QTest::newRow("long ago") << AgentState::Connected << FreezeOutcome::Expired << 11 * minute
                              << false;
    QTest::newRow("as the agent says, whatever the clock")
        << AgentState::LeaseExpired << FreezeOutcome::Expired << 60 * minute << true;
}

void TrayModelTest::aFreezeThatEndedBadlyIsToldInEveryState()
{
    QFETCH(AgentState, state);
    QFETCH(FreezeOutcome, outcome);
    QFETCH(qint64, ago);
    QFETCH(bool, isTold);
    HandSource source;
    AgentModel model(source);
    const NotificationSettings settings;
    Notices notices(model, settings);
    QSignalSpy raised(&notices, &Notices::raised);
    source.start();
    StatusMessage message;
    message.status = StatusSnapshot{.state = state};
    message.status->paused = state == AgentState::Paused;
    message.status->lastFreeze = FreezeRecord{.ended = source.time - ago, .outcome = outcome};
    source.send(message);
    source.send(message);
    QCOMPARE(raised.count(), isTold ? 1 : 0);
    QCOMPARE(model.state() == TrayState::LeaseExpired, isTold);
    message.status->state = AgentState::Frozen;
    source.send(message);
    QCOMPARE(model.state(), TrayState::Frozen); // What is now goes before what was.
    message.status->state = state;
    message.status->lastFreeze->ended += 1000; // Another one.
    source.send(message);
    QCOMPARE(raised.count(), isTold ? 2 : 0);
}

void TrayModelTest::whatMattersIsTold_data()
{
    QTest::addColumn<ActivityOutcome>("outcome");
    QTest::addColumn<int>("notices");
    QTest::newRow("guest-shutdown") << ActivityOutcome::Ok << 1;
    QTest::newRow("guest-set-user-password") << ActivityOutcome::Ok << 1;
    QTest::newRow("guest-ssh-add-authorized-keys") << ActivityOutcome::Ok << 1;
    QTest::newRow("guest-ssh-remove-authorized-keys") << ActivityOutcome::Ok << 1;
    QTest::newRow("guest-ssh-get-authorized-keys") << ActivityOutcome::Ok << 0;
    QTest::newRow("guest-set-user-password failed") << ActivityOutcome::Failed << 0;
    QTest::newRow("guest-exec") << ActivityOutcome::Ok << 0;
}

void TrayModelTest::whatMattersIsTold()
{
    QFETCH(ActivityOutcome, outcome);
    QFETCH(int, notices);
    HandSource source;
    AgentModel model(source);
    const NotificationSettings settings;
    Notices rules(model, settings);
    QSignalSpy raised(&rules, &Notices::raised);
    const QByteArray command = QByteArray(QTest::currentDataTag()).split(' ').first();
    source.start();
    source.sendActivity(1, command.constData(), outcome);
    QCOMPARE(raised.count(), 0); // It is history.
    source.sendState(AgentState::Connected);
    source.sendActivity(2, command.constData(), outcome);
    QCOMPARE(raised.count(), notices);
}

void TrayModelTest::aBrokenConfigurationIsToldOnce()
{
    HandSource source;
    AgentModel model(source);
    const NotificationSettings settings;
    Notices rules(model, settings);
    QList<Notice> told;
    connect(&rules, &Notices::raised, this, [&told](const Notice &notice) { told.append(notice); });
    source.start();
    source.sendSample("broken-policy");
    QCOMPARE(told.size(), 1);
    StatusMessage present;
    present.status = model.snapshot();
    source.close(); // The same agent, asked anew.
    source.open();
    source.send(present);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, NoticeKind::Policy);
    QVERIFY2(told.first().text.contains(QStringLiteral("obsreve")), qPrintable(told.first().text));
    StatusMessage mended = present;
    mended.status->policyProblem.reset();
    source.send(mended);
    source.send(present);
    QCOMPARE(told.size(), 2);
}

void TrayModelTest::aNoticeCanBeSwitchedOff()
{
    HandSource source;
    AgentModel model(source);
    NotificationSettings settings;
    Notices rules(model, settings);
    QSignalSpy raised(&rules, &Notices::raised);
    source.start();
    source.sendState(AgentState::Connected);
    settings.setWanted(NoticeKind::Shutdown, false);
    QVERIFY(!NotificationSettings().wants(NoticeKind::Shutdown)); // It lasts.
    source.sendActivity(1, "guest-shutdown", ActivityOutcome::Ok);
    source.sendActivity(2, "guest-set-user-password", ActivityOutcome::Ok);
    QCOMPARE(raised.count(), 1);
    settings.setWanted(NoticeKind::Shutdown, true);
}

void TrayModelTest::theDoctorsReportIsRead()
{
    const auto steps = readDoctorReport(
        R"({"findings": [{"step": "Hypervisor", "verdict": "ok", "text": "KVM"},
                       {"step": "Port", "verdict": "failure", "text": "missing", "fix": "Add a channel."}]})");
    QVERIFY(steps && steps->size() == 2);
    QCOMPARE(steps->at(1).result, DoctorResult::Failure);
    QCOMPARE(steps->at(1).fix, QStringLiteral("Add a channel."));
    QVERIFY(!readDoctorReport("usage: qtga doctor"));
}

} // namespace ga

QTEST_MAIN(ga::TrayModelTest)
#include "tray_model_test.moc"

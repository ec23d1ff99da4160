// SPDX-License-Identifier: Apache-2.0
// The order of a backup, what each failure says and takes back, and when a freeze can't be relied
// on. VSS is a fake: there is none here.
#include "tests/unit/windows/freeze/fake_vss.h"

#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

class SnapshotRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesInTheOrderOfABackup();
    void dropsWhatAClientWindowsHasNot();
    void leavesOutWhatVssDoesNotSupport();
    void leavesOutWhatHasNoMountpointAndCannotBeAdded();
    void nothingSupportedIsAnError();
    void eachFailureIsToldAndTakenBack_data();
    void eachFailureIsToldAndTakenBack();
    void namesTheWritersThatFailed();
    void writersThatFailWithoutEndingItAreNoted();
    void writersThatFailAfterThePreparationAreNotedAndNotToldOfSuccess();
    void handshakeIsClosedBeforeWritersAreAskedAboutAFailure();
    void providerThatNeverAnswersIsGivenUp();
    void snapshotThatEndsUnfrozenIsAnError();
    void thawAfterTheReleaseIsALapse();
    void judgesTheEnd_data();
    void judgesTheEnd();

private:
    Result<qint64> freeze()
    {
        return m_run->freeze(BackupType::Copy,
                             {fixedVolume("c", "C:\\"), fixedVolume("d", "D:\\")});
    }

    std::unique_ptr<FakeVss> m_vss;
    std::unique_ptr<FakeComponents> m_components;
    std::unique_ptr<FakeSignals> m_signals;
    std::unique_ptr<SnapshotRun> m_run;
};

void SnapshotRunTest::init()
{
    m_run.reset();
    m_signals.reset();
    m_components.reset();
    m_vss = std::make_unique<FakeVss>();
    m_components = std::make_unique<FakeComponents>(*m_vss);
    m_signals = std::make_unique<FakeSignals>(*m_vss);
    m_run = std::make_unique<SnapshotRun>(*m_components, *m_signals, SnapshotTimes{60s, 1ms});
}

void SnapshotRunTest::goesInTheOrderOfABackup()
{
    QCOMPARE(freeze().value_or(-1), 2);
    QCOMPARE(m_vss->calls,
             (QList<QByteArray>{"initialize copy", "context 200002b", "gather", "start set",
                                "open {set}", "add c", "add d", "prepare", "writers",
                                "do snapshot"}));
    QVERIFY(m_run->isHeld());
    m_vss->calls.clear();
    QVERIFY(!m_run->finish());
    QCOMPARE(m_vss->calls, (QList<QByteArray>{"thaw", "close", "writers", "complete"}));
    QVERIFY(m_run->notes().isEmpty());
}

void SnapshotRunTest::dropsWhatAClientWindowsHasNot()
{
    m_vss->results["context 200002b"] = vss_result::unsupportedContext;
    QCOMPARE(freeze().value_or(-1), 2);
    QVERIFY(m_vss->calls.contains("context 200000b"));
}

void SnapshotRunTest::leavesOutWhatVssDoesNotSupport()
{
    m_vss->results["add c"] = vss_result::volumeNotSupported;
    QCOMPARE(freeze().value_or(-1), 1);
    QCOMPARE(m_run->notes(),
             QList<QString>{QStringLiteral("left out of the freeze: C:\\: Windows error "
                                           "0x8004230c: VSS does not support this volume")});
}

void SnapshotRunTest::leavesOutWhatHasNoMountpointAndCannotBeAdded()
{
    Volume firmware = fixedVolume("efi", "");
    firmware.mountpoints.clear();
    m_vss->results["add efi"] = VssResult(0x8000ffff);
    const auto count = m_run->freeze(BackupType::Copy, {firmware, fixedVolume("c", "C:\\")});
    QCOMPARE(count.value_or(-1), 1);
    QCOMPARE(m_run->notes().size(), 1);
}

void SnapshotRunTest::nothingSupportedIsAnError()
{
    m_vss->results["add c"] = vss_result::volumeNotSupported;
    m_vss->results["add d"] = vss_result::volumeNotSupportedByProvider;
    const auto count = freeze();
    QVERIFY(!count);
    QCOMPARE(count.error().description,
             QStringLiteral("no volume can be frozen: C:\\: Windows error 0x8004230c: VSS does not "
                            "support this volume; D:\\: Windows error 0x8004230e: the agent's VSS "
                            "provider does not support this volume"));
    QVERIFY(m_vss->calls.contains("abort"));
}

void SnapshotRunTest::eachFailureIsToldAndTakenBack_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *call, const char *text) {
        QTest::newRow(call) << QByteArray(call) << QString::fromLatin1(text);
    };
    const char *refused = "Windows error 0x80070005: access denied";
    row("initialize copy", qPrintable(QStringLiteral("failed to initialize for backup: ") +
                                      QLatin1StringView(refused)));
    row("context 200002b",
        qPrintable(QStringLiteral("failed to set backup context: ") + QLatin1StringView(refused)));
    row("gather", qPrintable(QStringLiteral("failed to gather writer metadata: ") +
                             QLatin1StringView(refused)));
    row("start set",
        qPrintable(QStringLiteral("failed to start snapshot set: ") + QLatin1StringView(refused)));
    row("open {set}", "no handshake");
    row("add d", qPrintable(QStringLiteral("failed to add D:\\ to snapshot set: ") +
                            QLatin1StringView(refused)));
    row("prepare",
        qPrintable(QStringLiteral("failed to prepare for backup: ") + QLatin1StringView(refused)));
    row("do snapshot",
        qPrintable(QStringLiteral("failed to do snapshot set: ") + QLatin1StringView(refused)));
}

void SnapshotRunTest::eachFailureIsToldAndTakenBack()
{
    QFETCH(QByteArray, call);
    QFETCH(QString, text);
    m_vss->results[call] = VssResult(0x80070005);
    const auto count = freeze();
    QVERIFY(!count);
    QCOMPARE(count.error().description, text);
    QCOMPARE(m_vss->calls.last(4), (QList<QByteArray>{"thaw", "cancel", "close", "abort"}));
}

void SnapshotRunTest::namesTheWritersThatFailed()
{
    m_vss->results["snapshot"] = VssResult(0x80042315);
    m_vss->providerAnswers = false;
    m_vss->endsByItself = true;
    m_vss->writers = {
        {QStringLiteral("SqlServerWriter"), QStringLiteral("freeze"), VssResult(0x800423f4)}};
    const auto count = freeze();
    QVERIFY(!count);
    QCOMPARE(count.error().description,
             QStringLiteral("failed to do snapshot set: Windows error 0x80042315: VSS met an "
                            "unexpected error with a writer; SqlServerWriter failed at freeze "
                            "(Windows error 0x800423f4: it failed, and would fail again; its own "
                            "log has more)"));
}

void SnapshotRunTest::writersThatFailWithoutEndingItAreNoted()
{
    m_vss->writers = {{QStringLiteral("WMI Writer"), {}, VssResult(0x800423f2)}};
    QCOMPARE(freeze().value_or(-1), 2);
    QCOMPARE(m_run->notes(),
             QList<QString>{
                 QStringLiteral("frozen without some writers: WMI Writer failed (Windows error "
                                "0x800423f2: more than its time between freeze and thaw passed)")});
}

void SnapshotRunTest::writersThatFailAfterThePreparationAreNotedAndNotToldOfSuccess()
{
    const WriterFailure before{QStringLiteral("WMI Writer"), QStringLiteral("prepare for snapshot"),
                               VssResult(0x800423f4), QStringLiteral("{wmi}")};
    m_vss->writers = {before};
    QCOMPARE(freeze().value_or(-1), 2);
    m_vss->writers = {before,
                      {QStringLiteral("SqlServerWriter"), QStringLiteral("freeze"),
                       VssResult(0x800423f3), QStringLiteral("{sql}")}};
    QVERIFY(!m_run->finish());
    QVERIFY(m_vss->calls.contains("complete without {wmi} without {sql}"));
    QCOMPARE(m_run->notes().size(), 2);
    QCOMPARE(
        m_run->notes().last(),
        QStringLiteral("frozen without some writers: SqlServerWriter failed at freeze (Windows "
                       "error 0x800423f3: it failed, and may succeed when tried again)"));
}

void SnapshotRunTest::handshakeIsClosedBeforeWritersAreAskedAboutAFailure()
{
    QVERIFY(freeze());
    m_vss->results["snapshot"] = VssResult(0x80042315);
    m_vss->calls.clear();
    QVERIFY(m_run->finish());
    QCOMPARE(m_vss->calls, (QList<QByteArray>{"thaw", "close", "writers", "abort"}));
}

void SnapshotRunTest::providerThatNeverAnswersIsGivenUp()
{
    m_run = std::make_unique<SnapshotRun>(*m_components, *m_signals, SnapshotTimes{1ms, 1ms});
    m_vss->providerAnswers = false;
    const auto count = freeze();
    QVERIFY(!count);
    QCOMPARE(count.error().description,
             QStringLiteral("timeout when try to receive Frozen event from VSS provider: Windows "
                            "error 0x800705b4: no answer in time"));
    QVERIFY(m_vss->isThawed);
}

void SnapshotRunTest::snapshotThatEndsUnfrozenIsAnError()
{
    m_vss->providerAnswers = false;
    m_vss->endsByItself = true;
    const auto count = freeze();
    QVERIFY(!count);
    QVERIFY2(count.error().description.startsWith(
                 QStringLiteral("DoSnapshotSet exited without Frozen event")),
             qPrintable(count.error().description));
}

void SnapshotRunTest::thawAfterTheReleaseIsALapse()
{
    QVERIFY(freeze());
    m_vss->isReleased = true;
    QVERIFY(!m_run->isHeld());
    const auto lapse = m_run->finish();
    QVERIFY(lapse);
    QCOMPARE(lapse->description,
             QStringLiteral("couldn't hold writes: fsfreeze is limited up to 10 seconds: Windows "
                            "error 0x80042314: VSS could not hold writes any longer"));
    QVERIFY(m_vss->calls.contains("abort") && !m_vss->calls.contains("complete"));
}

void SnapshotRunTest::judgesTheEnd_data()
{
    QTest::addColumn<qint32>("snapshot");
    QTest::addColumn<qint32>("completed");
    QTest::addColumn<QString>("lapse");
    QTest::newRow("good") << 0 << 0 << QString();
    QTest::newRow("a provider without snapshots") << vss_result::objectNotFound << 0 << QString();
    QTest::newRow("Windows held no longer")
        << vss_result::holdWritesTimeout << 0
        << QStringLiteral("couldn't hold writes: fsfreeze is limited up to 10 seconds: Windows "
                          "error 0x80042314: VSS could not hold writes any longer");
    QTest::newRow("provider") << vss_result::unexpectedProviderError << 0
                              << QStringLiteral("unexpected error in VSS provider: Windows error "
                                                "0x8004230f: the VSS provider failed; the Event "
                                                "Log has more");
    QTest::newRow("other") << qint32(0x80042313) << 0
                           << QStringLiteral("failed to do snapshot set: Windows error "
                                             "0x80042313: VSS could not flush writes in time");
    QTest::newRow("completion") << 0 << qint32(0x80042301)
                                << QStringLiteral("failed to complete backup: Windows error "
                                                  "0x80042301: VSS was called in the wrong state");
}

void SnapshotRunTest::judgesTheEnd()
{
    QFETCH(qint32, snapshot);
    QFETCH(qint32, completed);
    QFETCH(QString, lapse);
    QVERIFY(freeze());
    m_vss->results["snapshot"] = snapshot;
    m_vss->results["complete"] = completed;
    const auto told = m_run->finish();
    QCOMPARE(told ? told->description : QString(), lapse);
    QCOMPARE(m_vss->calls.count("close"), 1);
}

QTEST_GUILESS_MAIN(SnapshotRunTest)
#include "snapshot_run_test.moc"

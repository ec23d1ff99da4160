// SPDX-License-Identifier: Apache-2.0
// What a Windows guest's clock is set to, and what is made of w32tm's answers.
#include "platform/windows/clock/clock_setting.h"

#include "platform/windows/system/file_time.h"

#include <QTest>

#include <limits>

using namespace ga;

class ClockSettingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Dates from Microsoft's documentation of FILETIME and from date(1).
    void timeIsCountedFromWindowsEpoch()
    {
        QCOMPARE(fileTimeToSet(0), 116444736000000000);
        QCOMPARE(fileTimeToSet(1700000000123456789), 133444736001234567);
        QCOMPARE(nanosecondsOfFileTime(133444736001234567), 1700000000123456700);
    }

    void latestTimeFits()
    {
        const auto latest = fileTimeToSet(std::numeric_limits<qint64>::max());
        QVERIFY(latest);
        QCOMPARE(*latest, 92233720368547758 + 116444736000000000);
    }

    void timeBeforeTheEpochIsRefused()
    {
        const auto refused = fileTimeToSet(-1);
        QVERIFY(!refused);
        QCOMPARE(refused.error().description, QStringLiteral("Time -1 is invalid"));
    }

    void exitCodesOfW32tm()
    {
        QCOMPARE(resyncOutcome(0), ResyncOutcome::Done);
        QCOMPARE(resyncOutcome(0x80070426), ResyncOutcome::ServiceNotRunning);
        QCOMPARE(resyncOutcome(1062), ResyncOutcome::ServiceNotRunning);
        QCOMPARE(resyncOutcome(0x80070005), ResyncOutcome::Failed);
        QCOMPARE(resyncOutcome(1), ResyncOutcome::Failed);
    }
};

QTEST_GUILESS_MAIN(ClockSettingTest)
#include "clock_setting_test.moc"

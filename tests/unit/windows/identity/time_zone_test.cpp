// SPDX-License-Identifier: Apache-2.0
// Windows counts its zones westward and in minutes, the protocol eastward and in seconds.
#include "platform/windows/identity/time_zone.h"

#include <QTest>

using namespace ga;

namespace {

const ZoneInformation berlin{.daylightSaving = false,
                             .bias = -60,
                             .standardBias = 0,
                             .daylightBias = -60,
                             .standardName = QStringLiteral("W. Europe Standard Time"),
                             .daylightName = QStringLiteral("W. Europe Daylight Time")};

} // namespace

class TimeZoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standardTime()
    {
        QCOMPARE(timeZoneOf(berlin).offset, 3600);
        QCOMPARE(timeZoneOf(berlin).zone, QStringLiteral("W. Europe Standard Time"));
    }

    void daylightSavingTime()
    {
        ZoneInformation summer = berlin;
        summer.daylightSaving = true;
        QCOMPARE(timeZoneOf(summer).offset, 7200);
        QCOMPARE(timeZoneOf(summer).zone, QStringLiteral("W. Europe Daylight Time"));
    }

    void westOfUtcIsNegative()
    {
        QCOMPARE(timeZoneOf({.bias = 210}).offset, -12600); // Newfoundland.
    }

    void zoneWithoutNameHasNone()
    {
        QVERIFY(!timeZoneOf({}).zone);
        QCOMPARE(timeZoneOf({}).offset, 0);
    }
};

QTEST_GUILESS_MAIN(TimeZoneTest)
#include "time_zone_test.moc"

// SPDX-License-Identifier: Apache-2.0
// The averages follow their queue as those of a Unix kernel do.
#include "platform/windows/load/load_average.h"

#include <QTest>

#include <cmath>

using namespace ga;
using namespace std::chrono_literals;

namespace {

bool isNear(double left, double right)
{
    return std::abs(left - right) < 1e-9;
}

} // namespace

class LoadAverageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zeroAtFirst()
    {
        const RunningLoad load;
        QCOMPARE(load.averages().load1m, 0.0);
        QCOMPARE(load.averages().load5m, 0.0);
        QCOMPARE(load.averages().load15m, 0.0);
    }

    // Of a step, the part 1 - 1/e is seen after the average's own period.
    void stepIsFollowedInThePeriod()
    {
        RunningLoad load;
        for (int i = 0; i < 12; ++i)
            load.add(10, 5s);
        QVERIFY(isNear(load.averages().load1m, 10 * (1 - std::exp(-1.0))));
        QVERIFY(isNear(load.averages().load5m, 10 * (1 - std::exp(-1.0 / 5))));
        QVERIFY(isNear(load.averages().load15m, 10 * (1 - std::exp(-1.0 / 15))));
    }

    // The timer may be late: the guest was paused, or busy.
    void lateSampleCountsForTheTimeSinceTheLast()
    {
        RunningLoad often;
        RunningLoad late;
        for (int i = 0; i < 6; ++i)
            often.add(3, 5s);
        late.add(3, 30s);
        QVERIFY(isNear(often.averages().load1m, late.averages().load1m));
        QVERIFY(isNear(often.averages().load15m, late.averages().load15m));
    }

    void emptyQueueLetsItFade()
    {
        RunningLoad load;
        load.add(8, 24h);
        QVERIFY(isNear(load.averages().load15m, 8));
        load.add(0, 1min);
        QVERIFY(isNear(load.averages().load1m, 8 * std::exp(-1.0)));
    }
};

QTEST_GUILESS_MAIN(LoadAverageTest)
#include "load_average_test.moc"

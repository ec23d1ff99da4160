// SPDX-License-Identifier: Apache-2.0
// The decoder of /proc/diskstats, by the columns that kernels have had.
#include "platform/linux/disks/disk_statistics.h"

#include <QTest>

using namespace ga;

class DiskStatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsOfToday();
    void columnsBeforeFlushes();
    void columnsBeforeDiscards();
    void columnsOfOldPartitions();
    void columnsOfTheFutureAreIgnored();
    void nonsenseIsLeftOut();
    void largeCountersAreExact();
    void systemHasSome();

private:
    static DiskCounters only(const QByteArray &text)
    {
        const QList<DiskStats> all = decodeDiskStats(text);
        return all.size() == 1 ? all.first().stats : DiskCounters();
    }
};

void DiskStatisticsTest::columnsOfToday()
{
    const auto all =
        decodeDiskStats("   8       1 sda1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n");
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().name, QStringLiteral("sda1"));
    QCOMPARE(all.first().major, 8u);
    QCOMPARE(all.first().minor, 1u);
    const DiskCounters counters = all.first().stats;
    QCOMPARE(counters.readIos, 1u);
    QCOMPARE(counters.readMerges, 2u);
    QCOMPARE(counters.readSectors, 3u);
    QCOMPARE(counters.readTicks, 4u);
    QCOMPARE(counters.writeIos, 5u);
    QCOMPARE(counters.writeMerges, 6u);
    QCOMPARE(counters.writeSectors, 7u);
    QCOMPARE(counters.writeTicks, 8u);
    QCOMPARE(counters.iosInProgress, 9u);
    QCOMPARE(counters.totalTicks, 10u);
    QCOMPARE(counters.weightTicks, 11u);
    QCOMPARE(counters.discardIos, 12u);
    QCOMPARE(counters.discardMerges, 13u);
    QCOMPARE(counters.discardSectors, 14u);
    QCOMPARE(counters.discardTicks, 15u);
    QCOMPARE(counters.flushIos, 16u);
    QCOMPARE(counters.flushTicks, 17u);
}

void DiskStatisticsTest::columnsBeforeFlushes()
{
    const DiskCounters counters = only("8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n");
    QCOMPARE(counters.discardTicks, 15u);
    QVERIFY(!counters.flushIos);
    QVERIFY(!counters.flushTicks);
}

void DiskStatisticsTest::columnsBeforeDiscards()
{
    const DiskCounters counters = only("8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n");
    QCOMPARE(counters.weightTicks, 11u);
    QVERIFY(!counters.discardIos);
}

void DiskStatisticsTest::columnsOfOldPartitions()
{
    const DiskCounters counters = only("8 1 sda1 1 2 3 4\n");
    QCOMPARE(counters.readIos, 1u);
    QCOMPARE(counters.readSectors, 2u);
    QCOMPARE(counters.writeIos, 3u);
    QCOMPARE(counters.writeSectors, 4u);
    QVERIFY(!counters.readMerges);
    QVERIFY(!counters.totalTicks);
}

void DiskStatisticsTest::columnsOfTheFutureAreIgnored()
{
    QCOMPARE(only("8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 x\n").flushTicks, 17u);
}

void DiskStatisticsTest::nonsenseIsLeftOut()
{
    QVERIFY(decodeDiskStats("").isEmpty());
    QVERIFY(decodeDiskStats("\n8 0\n8 0 sda\n8 0 sda 1 2 3\n8 0 sda 1 2 3 4 5\n").isEmpty());
    QVERIFY(decodeDiskStats("x 0 sda 1 2 3 4\n8 0 sda 1 -2 3 4\n").isEmpty());
    QCOMPARE(decodeDiskStats("nonsense\n8 1 sda1 1 2 3 4").size(), 1);
}

void DiskStatisticsTest::largeCountersAreExact()
{
    QCOMPARE(only("8 1 sda1 18446744073709551615 2 3 4\n").readIos,
             Q_UINT64_C(18446744073709551615));
}

void DiskStatisticsTest::systemHasSome()
{
    LinuxDiskStatistics statistics;
    const auto all = statistics.read();
    if (!all)
        QSKIP(qPrintable(all.error().description));
    for (const DiskStats &disk : *all)
        QVERIFY(disk.stats.readIos.has_value());
}

QTEST_GUILESS_MAIN(DiskStatisticsTest)
#include "disk_statistics_test.moc"

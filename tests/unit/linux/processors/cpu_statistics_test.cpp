// SPDX-License-Identifier: Apache-2.0
// CPU times are those of /proc/stat in milliseconds; loads are the kernel's own.
#include "fake_tree.h"
#include "platform/linux/processors/cpu_statistics.h"

#include <QTest>

#include <array>
#include <cstdlib>

using namespace ga;

class CpuStatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachProcessorHasItsTimesInMilliseconds()
    {
        const auto statistics = decodeCpuStatistics("cpu  99 99 99 99 99 99 99 99 99 99\n"
                                                    "cpu0 1 2 3 4 5 6 7 8 9 10\n"
                                                    "cpu3 10 0 0 0 0 0 0 0 0 0 11 12\n"
                                                    "intr 5 6\nctxt 7\n",
                                                    100);
        QCOMPARE(statistics.size(), 2);
        const CpuStats &first = statistics.at(0);
        QCOMPARE(first.cpu, 0);
        QCOMPARE(first.user, 10u);
        QCOMPARE(first.nice, 20u);
        QCOMPARE(first.system, 30u);
        QCOMPARE(first.idle, 40u);
        QCOMPARE(first.iowait, std::optional<quint64>(50));
        QCOMPARE(first.irq, std::optional<quint64>(60));
        QCOMPARE(first.softirq, std::optional<quint64>(70));
        QCOMPARE(first.steal, std::optional<quint64>(80));
        QCOMPARE(first.guest, std::optional<quint64>(90));
        QCOMPARE(first.guestNice, std::optional<quint64>(100));
        QCOMPARE(statistics.at(1).cpu, 3);
        QCOMPARE(statistics.at(1).user, 100u);
    }

    void olderKernelHasFewerTimes()
    {
        const auto statistics = decodeCpuStatistics("cpu0 1 2 3 4 5 6 7", 100);
        QCOMPARE(statistics.size(), 1);
        QCOMPARE(statistics.first().softirq, std::optional<quint64>(70));
        QVERIFY(!statistics.first().steal && !statistics.first().guest &&
                !statistics.first().guestNice);
    }

    void tickMayHaveAnyLength()
    {
        QCOMPARE(decodeCpuStatistics("cpu0 3 1024 1025 0", 1024).first().user, 2u);
        QCOMPARE(decodeCpuStatistics("cpu0 3 1024 1025 0", 1024).first().nice, 1000u);
        QCOMPARE(decodeCpuStatistics("cpu0 100000000000000000 0 0 0", 100).first().user,
                 1000000000000000000u);
    }

    void linesOfOtherShapesAreSkipped_data()
    {
        QTest::addColumn<QByteArray>("stat");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("three times") << QByteArray("cpu0 1 2 3\n");
        QTest::newRow("negative") << QByteArray("cpu0 1 -2 3 4\n");
        QTest::newRow("too large") << QByteArray("cpu0 18446744073709551616 2 3 4\n");
        QTest::newRow("no number") << QByteArray("cpux 1 2 3 4\n");
        QTest::newRow("NUL") << QByteArray("cpu0 1 2 3 4\n").replace('2', '\0');
        QTest::newRow("one long line") << QByteArray(100000, '7');
        QTest::newRow("only spaces") << QByteArray("cpu          \n");
    }

    void linesOfOtherShapesAreSkipped()
    {
        QFETCH(QByteArray, stat);
        QVERIFY(decodeCpuStatistics(stat, 100).isEmpty());
    }

    void fileWithoutProcessorsIsAnError()
    {
        const FakeTree tree;
        tree.write("stat", "intr 5\n");
        const auto read = LinuxCpuStatistics(tree.path() + "/stat").read();
        QVERIFY(!read);
        QVERIFY(
            read.error().description.startsWith(QStringLiteral("no processor is listed in '/")));
    }

    void missingFileIsAnError()
    {
        QCOMPARE(LinuxCpuStatistics("/nonexistent").read().error().systemError, ENOENT);
    }

    void missingFileIsLackingWithItsReason()
    {
        const auto statistics = LinuxCpuStatistics::create("/nonexistent/stat");
        QVERIFY(!statistics);
        QCOMPARE(statistics.reason(),
                 QStringLiteral("failed to open '/nonexistent/stat': No such file or directory"));
    }

    void thisMachinesTimesAreRead()
    {
        const auto statistics = LinuxCpuStatistics::create()->read();
        QVERIFY(statistics);
        QVERIFY(statistics->first().idle > 0);
        QVERIFY(statistics->first().guestNice);
    }

    // The kernel counts anew every five seconds: only a quiet moment can be compared.
    void loadIsThatOfTheSystem()
    {
        for (;;) {
            const auto before = LinuxLoad().read();
            std::array<double, 3> expected{};
            QCOMPARE(getloadavg(expected.data(), 3), 3);
            const auto after = LinuxLoad().read();
            QVERIFY(before && after);
            if (before->load1m != after->load1m)
                continue;
            QVERIFY(std::abs(before->load1m - expected[0]) < 0.011);
            QVERIFY(std::abs(before->load5m - expected[1]) < 0.011);
            QVERIFY(std::abs(before->load15m - expected[2]) < 0.011);
            break;
        }
    }
};

QTEST_GUILESS_MAIN(CpuStatisticsTest)
#include "cpu_statistics_test.moc"

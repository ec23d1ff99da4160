// SPDX-License-Identifier: Apache-2.0
// The line that tells how far a copy has come.
#include "client/progress_text.h"

#include <QtTest>

class ProgressTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowFar_data();
    void tellsHowFar();
    void fitsOnALine();
};

void ProgressTextTest::tellsHowFar_data()
{
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, qint64 done, qint64 total, qint64 milliseconds,
                        const char *text) {
        QTest::newRow(name) << done << total << milliseconds << QString::fromLatin1(text);
    };
    constexpr qint64 mebi = 1 << 20;
    row("begun", 0, 100 * mebi, 1000, "  0% [                    ] 0 B of 100.0 MiB  0 B/s  ");
    row("half", 50 * mebi, 100 * mebi, 10000,
        " 50% [==========          ] 50.0 MiB of 100.0 MiB  5.0 MiB/s  0:10");
    row("hours", mebi, 3662 * mebi, 1000,
        "  0% [                    ] 1.0 MiB of 3.6 GiB  1.0 MiB/s  1:01:01");
    row("done", 1536, 1536, 1000,
        "100% [====================] 1.5 KiB of 1.5 KiB  1.5 KiB/s  0:00");
    row("grown", 20, 10, 1000, "100% [====================] 20 B of 10 B  20 B/s  0:00");
    row("of unknown size", 1023, 0, 1000, "1023 B  1023 B/s");
    row("at once", 10, 10, 0, "100% [====================] 10 B of 10 B  9.8 KiB/s  0:00");
}

void ProgressTextTest::tellsHowFar()
{
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    QFETCH(qint64, milliseconds);
    QTEST(ga::progressText({done, total, std::chrono::milliseconds(milliseconds)}), "text");
}

void ProgressTextTest::fitsOnALine()
{
    constexpr qint64 most = qint64(1) << 44;
    const QString text = ga::progressText({most, most * 2, std::chrono::hours(99)});
    QVERIFY2(text.size() <= 70, qPrintable(text)); // "checking " stands before it.
}

QTEST_APPLESS_MAIN(ProgressTextTest)
#include "progress_text_test.moc"

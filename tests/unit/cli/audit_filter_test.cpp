// SPDX-License-Identifier: Apache-2.0
// Times, names and outcomes that qtga audit is asked for.
#include "cli/audit_filter.h"

#include <QDateTime>
#include <QTest>

using namespace ga;

class AuditFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreReadAsPeopleWriteThem()
    {
        constexpr qint64 now = 1772524800000;
        QCOMPARE(*readSince(QStringLiteral("90s"), now), now - 90000);
        QCOMPARE(*readSince(QStringLiteral("2h"), now), now - 7200000);
        QCOMPARE(*readSince(QStringLiteral("7d"), now), now - qint64(7) * 86400000);
        const qint64 noon = QDateTime(QDate(2026, 3, 3), QTime(12, 0)).toMSecsSinceEpoch();
        QCOMPARE(*readSince(QStringLiteral("2026-03-03T12:00"), now), noon);
        QCOMPARE(*readSince(QStringLiteral("2026-03-03 12:00:00"), now), noon);
        QCOMPARE(*readSince(QStringLiteral("2026-03-03"), now), noon - 12 * 3600000);
        for (const char *nonsense : {"", "h", "-2h", "2x", "yesterday", "9999999999d"})
            QVERIFY2(!readSince(QString::fromLatin1(nonsense), now), nonsense);
    }

    void namesMayHaveAsterisks()
    {
        AuditFilter filter{.command = QStringLiteral("guest-file-*")};
        QVERIFY(filter.wants({.command = QStringLiteral("guest-file-open")}));
        QVERIFY(!filter.wants({.command = QStringLiteral("guest-exec")}));
        QVERIFY(AuditFilter().wants({.command = QStringLiteral("guest-exec")}));
    }

    void timeAndOutcomeCount()
    {
        const AuditRecord record{.time = 1000, .outcome = ActivityOutcome::Refused};
        QVERIFY((AuditFilter{.since = 1000, .outcome = ActivityOutcome::Refused}.wants(record)));
        QVERIFY(!(AuditFilter{.since = 1001}.wants(record)));
        QVERIFY(!(AuditFilter{.outcome = ActivityOutcome::Ok}.wants(record)));
        QCOMPARE(*readOutcome(QStringLiteral("failed")), ActivityOutcome::Failed);
        QVERIFY(!readOutcome(QStringLiteral("bad")));
    }
};

QTEST_GUILESS_MAIN(AuditFilterTest)
#include "audit_filter_test.moc"

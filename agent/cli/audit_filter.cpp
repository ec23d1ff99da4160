// SPDX-License-Identifier: Apache-2.0
// Reads what was typed, and compares.
#include "cli/audit_filter.h"

#include <QDateTime>
#include <QRegularExpression>

namespace ga {

namespace {

qint64 millisecondsIn(QChar unit)
{
    constexpr qint64 second = 1000;
    switch (unit.unicode()) {
    case 's':
        return second;
    case 'm':
        return 60 * second;
    case 'h':
        return 3600 * second;
    case 'd':
        return 24 * 3600 * second;
    default:
        return 0;
    }
}

} // namespace

bool AuditFilter::wants(const AuditRecord &record) const
{
    const auto pattern = QRegularExpression::fromWildcard(command, Qt::CaseSensitive);
    return record.time >= since && (!outcome || record.outcome == *outcome) &&
           (command.isEmpty() || pattern.match(record.command).hasMatch());
}

Result<qint64> readSince(const QString &text, qint64 now)
{
    bool isNumber = false;
    const qint64 count = text.chopped(text.isEmpty() ? 0 : 1).toLongLong(&isNumber);
    const qint64 unit = text.isEmpty() ? 0 : millisecondsIn(text.back());
    constexpr qint64 most = 100000; // Units: far from an overflow.
    if (isNumber && unit && count >= 0 && count <= most)
        return now - count * unit;
    QString date = text;
    date.replace(u' ', u'T');
    const QDateTime time = QDateTime::fromString(date, Qt::ISODate);
    if (!time.isValid()) {
        return fail(QStringLiteral("'%1' is no time: write 2h, 7d, 2026-11-20 or "
                                   "2026-11-20T17:30")
                        .arg(text));
    }
    return time.toMSecsSinceEpoch();
}

Result<ActivityOutcome> readOutcome(const QString &text)
{
    const auto outcome = fromWireName<ActivityOutcome>(text);
    if (!outcome)
        return fail(QStringLiteral("'%1' is not ok, failed or refused").arg(text));
    return *outcome;
}

} // namespace ga

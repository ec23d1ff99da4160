// SPDX-License-Identifier: Apache-2.0
// Which records of the audit are wanted.
#pragma once

#include "policy/audit_record.h"

namespace ga {

struct AuditFilter
{
    qint64 since = 0;                       // Milliseconds since 1970.
    QString command;                        // A name, with * and ?; empty: all.
    std::optional<ActivityOutcome> outcome; // Absent: all.

    bool wants(const AuditRecord &record) const;
};

// "2h", "30m", "45s" or "7d" before `now`, or a date as 2026-11-20, perhaps with a time as
// 2026-11-20T17:30 or "2026-11-20 17:30:00", the guest's time. Error: what it should have been.
Result<qint64> readSince(const QString &text, qint64 now);

Result<ActivityOutcome> readOutcome(const QString &text);

} // namespace ga

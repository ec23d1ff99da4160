// SPDX-License-Identifier: Apache-2.0
// KeptOutcomes: how programs ended that nobody has asked about yet, within limits.
#pragma once

#include "platform/api/processes.h"

#include <QHash>
#include <QList>

#include <chrono>
#include <deque>
#include <optional>
#include <utility>

namespace ga {

// Not thread-safe. Times are handed in, so that age can be tested.
class KeptOutcomes
{
public:
    using Time = std::chrono::steady_clock::time_point;

    // Beyond these the oldest are dropped.
    struct Limits
    {
        qsizetype count = 4096;
        qsizetype bytes =
            128 * 1024 * 1024; // Of output: four programs that filled both their streams.
        std::chrono::milliseconds age = std::chrono::hours(24);
    };

    explicit KeptOutcomes(const Limits &limits);

    void insert(qint64 pid, ProcessOutcome outcome,
                Time now); // Replaces an older one of the same pid.
    std::optional<ProcessOutcome> take(qint64 pid);
    void forget(qint64 pid); // The pid was given to a new program.
    void dropExpired(Time now);

    // Why the outcome of `pid` was dropped; empty where it wasn't. The last 4096 are remembered.
    QString dropReason(qint64 pid) const { return m_dropped.value(pid); }

    std::optional<Time> nextExpiry() const;
    qsizetype size() const { return qsizetype(m_kept.size()); }

private:
    struct Kept
    {
        qint64 pid;
        Time end;
        ProcessOutcome outcome;
    };

    void dropOldest(const QString &reason);

    const Limits m_limits;
    std::deque<Kept> m_kept; // In the order in which they ended.
    qsizetype m_bytes = 0;
    QHash<qint64, QString> m_dropped;
    QList<qint64> m_droppedOrder; // Oldest first.
};

} // namespace ga

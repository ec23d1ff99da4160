// SPDX-License-Identifier: Apache-2.0
// Keeps the newest outcomes and remembers which were dropped.
#include "runtime/kept_outcomes.h"

#include <algorithm>

namespace ga {

namespace {

constexpr qsizetype rememberedDrops = 4096;

qsizetype bytesOf(const ProcessOutcome &outcome)
{
    return outcome.out.size() + outcome.err.size();
}

} // namespace

KeptOutcomes::KeptOutcomes(const Limits &limits)
    : m_limits(limits)
{}

void KeptOutcomes::insert(qint64 pid, ProcessOutcome outcome, Time now)
{
    forget(pid);
    m_bytes += bytesOf(outcome);
    m_kept.push_back({pid, now, std::move(outcome)});
    while (size() > m_limits.count)
        dropOldest(
            QStringLiteral("more than %1 results waited to be asked for").arg(m_limits.count));
    while (m_bytes > m_limits.bytes)
        dropOldest(QStringLiteral("more than %1 MiB of output waited to be asked for")
                       .arg(m_limits.bytes >> 20));
}

std::optional<ProcessOutcome> KeptOutcomes::take(qint64 pid)
{
    const auto found = std::find_if(m_kept.begin(), m_kept.end(),
                                    [pid](const Kept &kept) { return kept.pid == pid; });
    if (found == m_kept.end())
        return std::nullopt;
    ProcessOutcome outcome = std::move(found->outcome);
    m_bytes -= bytesOf(outcome);
    m_kept.erase(found);
    return outcome;
}

void KeptOutcomes::forget(qint64 pid)
{
    take(pid);
    if (m_dropped.remove(pid) > 0)
        m_droppedOrder.removeOne(pid);
}

void KeptOutcomes::dropExpired(Time now)
{
    while (!m_kept.empty() && m_kept.front().end + m_limits.age <= now) {
        const auto hours = std::chrono::ceil<std::chrono::hours>(m_limits.age).count();
        dropOldest(QStringLiteral("nobody asked for it within %1 h").arg(hours));
    }
}

std::optional<KeptOutcomes::Time> KeptOutcomes::nextExpiry() const
{
    if (m_kept.empty())
        return std::nullopt;
    return m_kept.front().end + m_limits.age;
}

void KeptOutcomes::dropOldest(const QString &reason)
{
    const qint64 pid = m_kept.front().pid;
    m_bytes -= bytesOf(m_kept.front().outcome);
    m_kept.pop_front();
    m_dropped.insert(pid, reason);
    m_droppedOrder.append(pid);
    if (m_droppedOrder.size() > rememberedDrops)
        m_dropped.remove(m_droppedOrder.takeFirst());
}

} // namespace ga

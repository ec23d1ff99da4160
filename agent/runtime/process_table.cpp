// SPDX-License-Identifier: Apache-2.0
// Follows programs from their start to the status that reports their end.
#include "runtime/process_table.h"

#include <QMutexLocker>
#include <QThread>

#include <algorithm>

namespace ga {

namespace {

using std::chrono::steady_clock;

ExecStatus toStatus(ProcessOutcome &&outcome)
{
    ExecStatus status;
    status.exited = true;
    status.exitCode = outcome.exitCode;
    status.signal = outcome.signal;
    if (!outcome.out.isEmpty()) {
        status.outData = Base64Bytes{std::move(outcome.out)};
        status.outTruncated = outcome.outTruncated;
    }
    if (!outcome.err.isEmpty()) {
        status.errData = Base64Bytes{std::move(outcome.err)};
        status.errTruncated = outcome.errTruncated;
    }
    return status;
}

} // namespace

ProcessTable::ProcessTable(const KeptOutcomes::Limits &limits, QObject *parent)
    : QObject(parent)
    , m_kept(limits)
{
    m_expiryTimer.setSingleShot(true);
    m_expiryTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_expiryTimer, &QTimer::timeout, this, &ProcessTable::dropExpired);
}

qint64 ProcessTable::add(std::unique_ptr<GuestProcess> process)
{
    GuestProcess *const added = process.get();
    const qint64 pid = added->pid();
    const QMutexLocker lock(&m_mutex);
    m_kept.forget(pid);
    auto &place = m_running[pid];
    if (place)
        m_unlisted.push_back(std::move(place));
    place = std::move(process);
    // Valid when it is called: only finish() lets go of a process, and that comes after watch().
    QMetaObject::invokeMethod(
        this, [this, added] { watch(added); }, Qt::QueuedConnection);
    return pid;
}

void ProcessTable::watch(GuestProcess *process)
{
    process->moveToThread(thread());
    connect(process, &GuestProcess::finished, this,
            [this, process](const ProcessOutcome &outcome) { finish(process, outcome); });
    process->watch();
}

void ProcessTable::finish(GuestProcess *process, const ProcessOutcome &outcome)
{
    {
        const QMutexLocker lock(&m_mutex);
        const auto found = m_running.find(process->pid());
        if (found != m_running.end() && found->second.get() == process)
            m_kept.insert(process->pid(), outcome, steady_clock::now());
        release(process).release()->deleteLater(); // It is this object that is calling.
    }
    dropExpired();
}

std::unique_ptr<GuestProcess> ProcessTable::release(GuestProcess *process)
{
    const auto found = m_running.find(process->pid());
    if (found != m_running.end() && found->second.get() == process)
        return std::move(m_running.extract(found).mapped());
    const auto isIt = [process](const auto &unlisted) { return unlisted.get() == process; };
    const auto unlisted = std::find_if(m_unlisted.begin(), m_unlisted.end(), isIt);
    auto released = std::move(*unlisted);
    m_unlisted.erase(unlisted);
    return released;
}

void ProcessTable::dropExpired()
{
    const QMutexLocker lock(&m_mutex);
    const auto now = steady_clock::now();
    m_kept.dropExpired(now);
    if (const auto next = m_kept.nextExpiry())
        m_expiryTimer.start(std::chrono::ceil<std::chrono::milliseconds>(*next - now));
}

Result<ExecStatus> ProcessTable::status(qint64 pid)
{
    const QMutexLocker lock(&m_mutex);
    if (m_running.contains(pid))
        return ExecStatus{};
    if (auto outcome = m_kept.take(pid))
        return toStatus(*std::move(outcome));
    const QString gone = QStringLiteral("PID %1 does not exist").arg(pid);
    const QString reason = m_kept.dropReason(pid);
    return fail(reason.isEmpty()
                    ? gone
                    : gone + QStringLiteral(": its result was dropped because ") + reason);
}

qsizetype ProcessTable::running() const
{
    const QMutexLocker lock(&m_mutex);
    return qsizetype(m_running.size());
}

qsizetype ProcessTable::waiting() const
{
    const QMutexLocker lock(&m_mutex);
    return m_kept.size();
}

} // namespace ga

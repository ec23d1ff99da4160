// SPDX-License-Identifier: Apache-2.0
// A bounded queue, a thread, and a state that outlives whichever of them ends first.
#include "policy/audit_writer.h"

#include <QDateTime>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace ga {

namespace {

constexpr std::chrono::seconds patience{2};

// What tells that records are missing.
AuditRecord lossRecord(qint64 count, const QString &reason)
{
    return {.time = QDateTime::currentMSecsSinceEpoch(),
            .command = QStringLiteral("(lost)"),
            .channel = ownersChannel(),
            .outcome = ActivityOutcome::Failed,
            .reason = reason,
            .times = count};
}

// A sink, and what it did not take: each fails for reasons of its own.
struct Place
{
    std::unique_ptr<AuditSink> sink;
    qint64 lost = 0;

    void write(const AuditRecord &record)
    {
        const bool works =
            lost == 0 ||
            sink->write(lossRecord(lost, QStringLiteral("these could not be written here")));
        if (works)
            lost = 0;
        if (!works || !sink->write(record))
            ++lost;
    }
};

} // namespace

struct AuditWriter::State
{
    std::vector<Place> places; // The thread's alone.
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<AuditRecord> queue;
    qint64 lost = 0;
    bool held = false;
    bool writing = false;
    bool closed = false;
    bool started = false; // The thread.
};

AuditWriter::AuditWriter(std::vector<std::unique_ptr<AuditSink>> sinks)
    : m_state(std::make_shared<State>())
{
    for (auto &sink : sinks)
        m_state->places.push_back({std::move(sink)});
    const std::lock_guard lock(m_state->mutex);
    start(m_state);
}

// Where no thread can be had, with the next record again: this one waits in the queue until then.
void AuditWriter::start(const std::shared_ptr<State> &state)
{
    if (state->started)
        return;
    try {
        std::thread([state] { run(state); }).detach();
    } catch (const std::system_error &) {
        return;
    }
    state->started = true;
}

AuditWriter::~AuditWriter()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->closed = true;
        m_state->changed.notify_all();
    }
    settle();
}

void AuditWriter::settle()
{
    std::unique_lock lock(m_state->mutex);
    start(m_state);
    m_state->changed.wait_for(lock, patience, [this] {
        return !m_state->writing && (m_state->held || m_state->queue.empty());
    });
}

void AuditWriter::add(const AuditRecord &record)
{
    const std::lock_guard lock(m_state->mutex);
    start(m_state);
    if (m_state->queue.size() < queueLimit)
        m_state->queue.push_back(record);
    else
        ++m_state->lost;
    m_state->changed.notify_all();
}

void AuditWriter::hold()
{
    std::unique_lock lock(m_state->mutex);
    m_state->held = true;
    m_state->changed.wait_for(lock, patience, [this] { return !m_state->writing; });
}

void AuditWriter::release()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->held = false;
    m_state->changed.notify_all();
}

void AuditWriter::run(const std::shared_ptr<State> &state)
{
    std::unique_lock lock(state->mutex);
    for (;;) {
        state->changed.wait(
            lock, [&] { return state->closed || (!state->held && !state->queue.empty()); });
        if (state->held || state->queue.empty())
            return;
        auto batch = std::exchange(state->queue, {});
        if (const qint64 lost = std::exchange(state->lost, 0))
            batch.push_back(lossRecord(
                lost,
                QStringLiteral("more happened than could be kept while nothing was written")));
        state->writing = true;
        lock.unlock();
        for (const AuditRecord &record : batch) {
            for (Place &place : state->places)
                place.write(record);
        }
        lock.lock();
        state->writing = false;
        state->changed.notify_all();
    }
}

} // namespace ga

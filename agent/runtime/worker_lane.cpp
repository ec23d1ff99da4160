// SPDX-License-Identifier: Apache-2.0
// A queue, a thread, and a state that outlives whichever of them ends first.
#include "runtime/worker_lane.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

namespace ga {

struct WorkerLane::State
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Job> jobs;
    bool closed = false;
};

Result<std::shared_ptr<WorkerLane>> WorkerLane::create()
{
    const auto state = std::make_shared<State>();
    try {
        std::thread([state] { run(state); }).detach();
    } catch (const std::system_error &error) {
        return failSystem(QStringLiteral("no thread can be had"), error.code().value());
    }
    return std::shared_ptr<WorkerLane>(new WorkerLane(state));
}

WorkerLane::WorkerLane(std::shared_ptr<State> state)
    : m_state(std::move(state))
{}

WorkerLane::~WorkerLane()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->closed = true;
    m_state->changed.notify_one();
}

void WorkerLane::post(Job job)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->jobs.push_back(std::move(job));
    m_state->changed.notify_one();
}

void WorkerLane::run(const std::shared_ptr<State> &state)
{
    for (;;) {
        std::unique_lock lock(state->mutex);
        state->changed.wait(lock, [&] { return state->closed || !state->jobs.empty(); });
        if (state->jobs.empty())
            return;
        const Job job = std::move(state->jobs.front());
        state->jobs.pop_front();
        lock.unlock();
        job();
    }
}

} // namespace ga

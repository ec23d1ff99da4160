// SPDX-License-Identifier: Apache-2.0
// A thread for each call, and a state that the last of them takes down.
#include "platform/linux/system/patient_calls.h"

#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

namespace ga {

// The devices on which calls hang that nobody waits for any more.
struct PatientCalls::Hanging
{
    std::mutex mutex;
    QHash<DeviceNumber, int> counts; // Guarded by `mutex`.

    bool has(DeviceNumber device)
    {
        const std::lock_guard lock(mutex);
        return counts.contains(device);
    }

    void add(DeviceNumber device)
    {
        const std::lock_guard lock(mutex);
        ++counts[device];
    }

    void remove(DeviceNumber device)
    {
        const std::lock_guard lock(mutex);
        if (--counts[device] == 0)
            counts.remove(device);
    }
};

struct PatientCalls::Batch
{
    std::vector<Call> calls; // Each is its own thread's.
    std::shared_ptr<Hanging> hanging;

    std::mutex mutex; // Guards what follows.
    std::condition_variable ended;
    std::vector<std::optional<int>> results;
    size_t unfinished = 0;
    bool isOver = false;
};

PatientCalls::PatientCalls()
    : m_hanging(std::make_shared<Hanging>())
{}

bool PatientCalls::hangOn(DeviceNumber device) const
{
    return m_hanging->has(device);
}

void PatientCalls::carryOut(const std::shared_ptr<Batch> &batch, size_t index)
{
    Call call = std::move(batch->calls[index]);
    const int result = call.run();
    {
        const std::lock_guard lock(batch->mutex);
        if (!batch->isOver) {
            call = {}; // What it owned is closed before anybody goes on.
            batch->results[index] = result;
            --batch->unfinished;
            batch->ended.notify_one();
            return;
        }
    }
    if (result == 0 && call.late)
        call.late();
    batch->hanging->remove(call.device);
}

std::vector<std::optional<int>> PatientCalls::run(std::vector<Call> calls,
                                                  std::chrono::milliseconds patience)
{
    const auto batch = std::make_shared<Batch>();
    batch->results.resize(calls.size());
    batch->hanging = m_hanging;
    std::vector<DeviceNumber> devices;
    for (const Call &call : calls)
        devices.push_back(call.device);
    batch->calls = std::move(calls);
    std::vector<size_t> begun;
    for (size_t i = 0; i < devices.size(); ++i) {
        if (!m_hanging->has(devices[i]))
            begun.push_back(i);
    }
    batch->unfinished = begun.size();
    for (const size_t index : begun) {
        try {
            std::thread([batch, index] { carryOut(batch, index); }).detach();
        } catch (const std::system_error &) {
            carryOut(batch, index); // For want of threads: one after the other, then.
        }
    }
    std::unique_lock lock(batch->mutex);
    batch->ended.wait_for(lock, patience, [&] { return batch->unfinished == 0; });
    batch->isOver = true;
    for (const size_t index : begun) {
        if (!batch->results[index])
            m_hanging->add(devices[index]);
    }
    return batch->results;
}

} // namespace ga

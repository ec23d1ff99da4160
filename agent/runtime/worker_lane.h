// SPDX-License-Identifier: Apache-2.0
// WorkerLane: a thread that does one job after the other.
#pragma once

#include <functional>
#include <memory>

namespace ga {

class WorkerLane
{
public:
    using Job = std::function<void()>;

    WorkerLane();

    // The thread finishes what was posted, alone, and ends: nobody waits for it, as a system call
    // may hang for ever.
    ~WorkerLane();

    WorkerLane(const WorkerLane &) = delete;
    WorkerLane &operator=(const WorkerLane &) = delete;

    void post(Job job);

private:
    struct State;
    static void run(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// WorkerLane: a thread that does one job after the other.
#pragma once

#include "protocol/result.h"

#include <functional>
#include <memory>

namespace ga {

class WorkerLane
{
public:
    using Job = std::function<void()>;

    // Error: "no thread can be had: CAUSE", as where the service's TasksMax is reached.
    static Result<std::shared_ptr<WorkerLane>> create();

    // The thread finishes what was posted, alone, and ends: nobody waits for it, as a system call
    // may hang for ever.
    ~WorkerLane();

    WorkerLane(const WorkerLane &) = delete;
    WorkerLane &operator=(const WorkerLane &) = delete;

    void post(Job job);

private:
    struct State;
    explicit WorkerLane(std::shared_ptr<State> state);
    static void run(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// fork(2) and execve(2), with the news of a failed execve.
#pragma once

#include "platform/linux/processes/exec_plan.h"

#include <sys/types.h>

namespace ga {

// Descriptors that become the program's 0, 1 and 2. None of them may be below 3.
struct StandardStreams
{
    int input;
    int output;
    int error;
};

// Starts the program in the agent's session, process group and working directory, with all signals
// at their defaults and unblocked, and without any other descriptor of the agent. Returns once it
// runs: 0, or the errno for which it doesn't. May be called in any thread.
int spawn(ExecPlan &plan, const StandardStreams &streams, pid_t *pid);

} // namespace ga

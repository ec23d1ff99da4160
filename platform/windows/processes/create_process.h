// SPDX-License-Identifier: Apache-2.0
// CreateProcess() with nothing of the agent's in the program but its three streams.
#pragma once

#include "platform/windows/processes/program_search.h"
#include "platform/windows/system/handle.h"

#include <optional>

namespace ga {

// Handles that can be inherited and become the program's streams.
struct StandardStreams
{
    HANDLE input;
    HANDLE output;
    HANDLE error;
};

struct StartedProcess
{
    Handle process;
    DWORD id = 0;
};

// Without a window, in the agent's working directory, in a job of its own. `environment` is an
// environmentBlock(), or the agent's own where absent. Returns 0, or Windows' error.
DWORD createProcess(const ProgramCall &call, const std::optional<QString> &environment,
                    const StandardStreams &streams, StartedProcess &started);

} // namespace ga

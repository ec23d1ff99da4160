// SPDX-License-Identifier: Apache-2.0
// PosixProcesses: starts programs as children of the agent.
#pragma once

#include "platform/api/processes.h"

namespace ga {

class PosixProcesses : public Processes
{
public:
    // Ignores SIGPIPE, for the sake of programs that don't read their input, and takes SIGCHLD back
    // to its default where whoever started the agent had it ignored: the kernel would throw exit
    // codes away. Both for the whole process.
    PosixProcesses();

    Result<std::unique_ptr<GuestProcess>> start(const ProcessRequest &request) override;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// WindowsProcesses: starts programs in the agent's session.
#pragma once

#include "platform/api/processes.h"

namespace ga {

class WindowsProcesses : public Processes
{
public:
    // A program without directory is looked for in the system directory, in that of Windows and in
    // PATH.
    Result<std::unique_ptr<GuestProcess>> start(const ProcessRequest &request) override;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Where the tool `qtga` is that this tray asks and starts, and how its service is told of changes.
#pragma once

#include <QString>

namespace ga {

// Beside this program where it is there, else where it is installed.
QString agentProgram();

// The command with which an administrator has the agent read its configuration anew.
QString reloadCommand();

// The command with which an administrator starts the agent.
QString startCommand();

} // namespace ga

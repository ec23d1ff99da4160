// SPDX-License-Identifier: Apache-2.0
// The agent as a program: from its arguments to its exit code.
#pragma once

namespace ga {

// Reads options and configuration, prints what was asked for, or runs until it is told to end.
// Returns the exit code: 0, or 1 with a reason on standard error. To be called before there is a
// QCoreApplication or a thread.
int runAgent(int argc, char **argv);

} // namespace ga

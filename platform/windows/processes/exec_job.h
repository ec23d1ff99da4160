// SPDX-License-Identifier: Apache-2.0
// The job that a started program and its descendants run in.
#pragma once

#include "platform/windows/system/handle.h"

namespace ga {

// In it, a program that crashes ends with its exception for an exit code, where Windows would show a
// window to nobody (a service has no screen) and the program would wait for ever. Nothing ends with
// the job: programs go on when the agent ends. Invalid, with GetLastError(), where Windows refuses.
Handle createExecJob();

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The handlers of the exec family.
#pragma once

#include "commands/exec/exec_types.h"
#include "commands/services.h"

namespace ga {

Result<ExecStarted> exec(Services &services, const ExecArguments &arguments);
Result<ExecStatus> execStatus(Services &services, const ExecStatusArguments &arguments);

// Of the owner's rules: exec-programs. Where it stands, the environment is the agent's own, for a
// variable can make an allowed program run another.
Result<Nothing> checkRules(const ArgumentRules &rules, const ExecArguments &arguments);

} // namespace ga

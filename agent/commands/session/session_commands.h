// SPDX-License-Identifier: Apache-2.0
// The handlers of the session family.
#pragma once

#include "commands/session/session_types.h"
#include "commands/services.h"

namespace ga {

Result<qint64> sync(Services &services, const SyncArguments &arguments);
Result<Nothing> ping(Services &services);
Result<AgentInfo> info(Services &services);

} // namespace ga

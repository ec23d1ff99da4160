// SPDX-License-Identifier: Apache-2.0
// What the host may do with each command, and why not.
#pragma once

#include "commands/command.h"
#include "policy/policy.h"
#include "status/status_protocol.h"

#include <functional>

namespace ga {

// What the system lacks for a command, in a sentence; empty: nothing.
using Lacking = std::function<QString(const Command &)>;
Lacking lackingIn(const Platform &platform); // As this process sees it; `platform` must stay.

CommandPermission permissionOf(const Command &command, const Policy &policy,
                               const Lacking &lacking);
Permissions permissionsOf(const Policy &policy, const Lacking &lacking);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// What the host may do with each command, and why not.
#pragma once

#include "commands/command.h"
#include "policy/policy.h"
#include "status/status_protocol.h"

namespace ga {

CommandPermission permissionOf(const Command &command, const Policy &policy,
                               const Platform &platform);
Permissions permissionsOf(const Policy &policy, const Platform &platform);

} // namespace ga

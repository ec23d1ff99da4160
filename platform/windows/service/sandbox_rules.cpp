// SPDX-License-Identifier: Apache-2.0
// Windows' service manager has no settings for this.
#include "platform/api/sandbox.h"

namespace ga {

std::span<const SandboxRule> sandboxRules()
{
    return {};
}

std::span<const SandboxUser> sandboxUsers()
{
    return {};
}

} // namespace ga

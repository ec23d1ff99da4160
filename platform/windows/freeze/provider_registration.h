// SPDX-License-Identifier: Apache-2.0
// Registering the VSS provider beside the agent's program: --service vss-install, vss-uninstall.
#pragma once

#include "protocol/result.h"

namespace ga {

// Errors: "PATH can't be loaded: CAUSE", and the step that failed with its cause. To be called as
// an administrator; may be repeated.
Result<Nothing> registerVssProvider();
Result<Nothing> unregisterVssProvider();

// Why a freeze can't find the provider, and what would help; empty where it is registered.
QString missingVssProvider();

} // namespace ga

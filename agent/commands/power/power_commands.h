// SPDX-License-Identifier: Apache-2.0
// The handlers of the power family.
#pragma once

#include "commands/power/power_types.h"
#include "commands/services.h"

namespace ga {

Result<Nothing> shutdown(Services &services, const ShutdownArguments &arguments);
Result<Nothing> suspendDisk(Services &services);
Result<Nothing> suspendRam(Services &services);
Result<Nothing> suspendHybrid(Services &services);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The handlers of the time family.
#pragma once

#include "commands/time/time_types.h"
#include "commands/services.h"

namespace ga {

Result<qint64> getTime(Services &services);
Result<Nothing> setTime(Services &services, const SetTimeArguments &arguments);

} // namespace ga

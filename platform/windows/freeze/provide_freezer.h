// SPDX-License-Identifier: Apache-2.0
// Whether this Windows lets the agent freeze, and with what.
#pragma once

#include "platform/api/platform.h"

namespace ga {

Provided<Freezer> provideFreezer(const PlatformOptions &options);

} // namespace ga

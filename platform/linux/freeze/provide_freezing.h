// SPDX-License-Identifier: Apache-2.0
// Whether this system lets the agent freeze and trim, and with what.
#pragma once

#include "platform/api/platform.h"

namespace ga {

Provided<Freezer> provideFreezer(const PlatformOptions &options);
Provided<FreezeHook> provideFreezeHook(const FreezeHookOptions &options);
Provided<Trimmer> provideTrimmer();

} // namespace ga

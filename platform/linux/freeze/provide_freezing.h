// SPDX-License-Identifier: Apache-2.0
// Whether this system lets the agent freeze and trim, and with what.
#pragma once

#include "platform/api/platform.h"

namespace ga {

Provided<Freezer> provideFreezer(const FreezeExclusions &exclusions);
Provided<FreezeHook> provideFreezeHook(const std::optional<QString> &program);
Provided<Trimmer> provideTrimmer();

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// What of the options the platform is made with.
#pragma once

#include "app/options.h"
#include "platform/api/platform.h"

namespace ga {

PlatformOptions platformOptions(const Options &options);

} // namespace ga

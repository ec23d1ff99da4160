// SPDX-License-Identifier: Apache-2.0
// What the agent's configuration says about the platform, for subcommands that do what it would do.
#pragma once

#include "app/options.h"
#include "platform/api/platform.h"

namespace ga {

// `configPath` empty: the file that the agent reads. Errors: as readInstructions().
Result<Options> configuredOptions(const QString &configPath);
Result<PlatformOptions> configuredPlatform(const QString &configPath);

} // namespace ga

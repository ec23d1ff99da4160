// SPDX-License-Identifier: Apache-2.0
// Reads the configuration as the agent does.
#include "cli/configured_platform.h"

#include "app/configuration.h"
#include "app/platform_options.h"

namespace ga {

Result<Options> configuredOptions(const QString &configPath)
{
    QStringList arguments{QStringLiteral("qtga")};
    if (!configPath.isEmpty())
        arguments += {QStringLiteral("-c"), configPath};
    return readInstructions({arguments, qEnvironmentVariable("QGA_CONF"), platformDefaults()})
        .map([](const Instructions &instructions) { return instructions.options; });
}

Result<PlatformOptions> configuredPlatform(const QString &configPath)
{
    return configuredOptions(configPath).map([](const Options &options) {
        return platformOptions(options);
    });
}

} // namespace ga

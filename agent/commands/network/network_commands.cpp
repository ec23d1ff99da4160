// SPDX-License-Identifier: Apache-2.0
// The network family: what its commands ask of the platform.
#include "commands/network/network_commands.h"

namespace ga {

Result<QList<NetworkInterface>> networkInterfaces(Services &services)
{
    return services.platform.network->interfaces();
}

Result<QList<NetworkRoute>> networkRoutes(Services &services)
{
    return services.platform.network->routes();
}

} // namespace ga

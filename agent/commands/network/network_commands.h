// SPDX-License-Identifier: Apache-2.0
// The handlers of the network family.
#pragma once

#include "commands/network/network_types.h"
#include "commands/services.h"

namespace ga {

Result<QList<NetworkInterface>> networkInterfaces(Services &services);
Result<QList<NetworkRoute>> networkRoutes(Services &services);

} // namespace ga

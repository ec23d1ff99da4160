// SPDX-License-Identifier: Apache-2.0
// Windows' tables of adapters and routes, as plain structs.
#pragma once

#include "platform/windows/network/network_types.h"
#include "protocol/result.h"

namespace ga {

// Also those that are down. Error: "failed to get adapters addresses: CAUSE".
Result<QList<Adapter>> readAdapters();

// Of both families. Error: "failed to get IP routes: CAUSE".
Result<QList<AdapterRoute>> readRoutes();

} // namespace ga

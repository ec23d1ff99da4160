// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-route out of routes and adapters.
#pragma once

#include "platform/windows/network/network_types.h"

namespace ga {

// In the order of Windows. IPv4 has mask and gateway, IPv6 desprefixlen and nexthop; what only
// Linux has (flags, window, ...) is absent. An interface that has no adapter is "ifINDEX".
QList<NetworkRoute> routeList(const QList<AdapterRoute> &routes, const QList<Adapter> &adapters);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-interfaces out of adapters and routes.
#pragma once

#include "platform/windows/network/network_types.h"

namespace ga {

// In the order that platform/api/network.h promises; inside one group in that of Windows. A
// loopback without hardware address has zeroes, as on Linux; a tunnel without one has none.
QList<NetworkInterface> interfaceList(const QList<Adapter> &adapters,
                                      const QList<AdapterRoute> &routes);

} // namespace ga

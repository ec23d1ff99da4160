// SPDX-License-Identifier: Apache-2.0
// The network as Windows' IP helper tells it.
#include "platform/windows/network/windows_network.h"

#include "platform/windows/network/interface_list.h"
#include "platform/windows/network/network_tables.h"
#include "platform/windows/network/route_list.h"

namespace ga {

// Routes only decide on the order: it's no error if they can't be read.
Result<QList<NetworkInterface>> WindowsNetwork::interfaces()
{
    return readAdapters().map([](const QList<Adapter> &adapters) {
        return interfaceList(adapters, readRoutes().value_or(QList<AdapterRoute>()));
    });
}

Result<QList<NetworkRoute>> WindowsNetwork::routes()
{
    return readRoutes().and_then([](const QList<AdapterRoute> &routes) {
        return readAdapters().map(
            [&](const QList<Adapter> &adapters) { return routeList(routes, adapters); });
    });
}

} // namespace ga

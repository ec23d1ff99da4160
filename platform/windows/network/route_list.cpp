// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-route out of routes and adapters.
#include "platform/windows/network/route_list.h"

#include "platform/windows/network/ip_text.h"

#include <QHash>

namespace ga {

namespace {

NetworkRoute entry(const AdapterRoute &route)
{
    NetworkRoute entry;
    entry.destination = ipText(route.destination.bytes);
    entry.metric = route.metric;
    if (route.mtu)
        entry.mtu = *route.mtu;
    if (route.destination.bytes.size() == 4) {
        entry.version = 4;
        entry.mask = ipv4MaskText(route.destination.prefix);
        entry.gateway = ipText(route.nextHop);
    } else {
        entry.version = 6;
        entry.destinationPrefixLength = QString::number(route.destination.prefix);
        entry.nexthop = ipText(route.nextHop);
    }
    return entry;
}

} // namespace

QList<NetworkRoute> routeList(const QList<AdapterRoute> &routes, const QList<Adapter> &adapters)
{
    QHash<quint64, QString> names;
    for (const Adapter &adapter : adapters)
        names.insert(adapter.luid, adapter.name);
    QList<NetworkRoute> entries;
    for (const AdapterRoute &route : routes) {
        entries.append(entry(route));
        entries.last().iface = names.value(route.luid, QStringLiteral("if%1").arg(route.index));
    }
    return entries;
}

} // namespace ga

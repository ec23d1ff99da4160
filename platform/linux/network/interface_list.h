// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-interfaces out of links, addresses and default routes.
#pragma once

#include "commands/network/network_types.h"
#include "platform/linux/network/link_decoder.h"
#include "platform/linux/network/route_decoder.h"

namespace ga {

// The links that the main table's default routes lead to: IPv4's before IPv6's, the lowest metric
// first.
QList<quint32> defaultRouteLinks(const QList<Route> &routes);

// The order in which interfaces are reported. The same guest always gets the same one:
//   1. devices that a default route leads to, in the order of `defaultLinks`;
//   2. software interfaces that a default route leads to (a bridge, a bond, a VPN), likewise;
//   3. other devices;
//   4. other software interfaces;
//   5. loopback, which qemu-ga mostly has first;
//   6. what container and virtual machine hosts make (veth pairs, docker0, virbr0, taps, ...).
// Inside one group the kernel's order, that of the interface indexes.
QList<Link> inReportOrder(const QList<Link> &links, const QList<quint32> &defaultLinks);

// One entry a link, in the order given. Addresses with an alias label ("eth0:1") make an entry of
// their own behind their link's: with the link's hardware address, without counters, which are the
// link's.
QList<NetworkInterface> interfaceList(const QList<Link> &links,
                                      const QList<LinkAddress> &addresses);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-route out of routes and links.
#pragma once

#include "commands/network/network_types.h"
#include "platform/linux/network/link_decoder.h"
#include "platform/linux/network/route_decoder.h"

namespace ga {

// One entry a next hop, with the values that the kernel writes to /proc/net/route and
// /proc/net/ipv6_route, which qemu-ga reads: IPv4's main table without broadcasts, all tables of
// IPv6. Different from those files:
//   - the kernel's marker for "no route" (metric 0xffffffff on lo) is no route and left out;
//   - every next hop of an IPv4 route is listed, not only the first;
//   - "mtu" is the route's own where it has one; the files know only that of the advertised segment
//   size;
//   - IPv6's reference count is 0, for netlink doesn't tell it; so are the flags of what a router
//   advertisement put on a link.
QList<NetworkRoute> routeList(const QList<Route> &routes, const QList<Link> &links);

} // namespace ga

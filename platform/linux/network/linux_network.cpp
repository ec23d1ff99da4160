// SPDX-License-Identifier: Apache-2.0
// The network as the kernel tells it over netlink.
#include "platform/linux/network/linux_network.h"

#include "platform/linux/network/interface_list.h"
#include "platform/linux/network/link_decoder.h"
#include "platform/linux/network/netlink_dump.h"
#include "platform/linux/network/route_decoder.h"
#include "platform/linux/network/route_list.h"

#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace ga {

namespace {

Result<QList<Link>> links()
{
    return dumpRouteNetlink(RTM_GETLINK, AF_UNSPEC).and_then(&decodeLinks);
}

// Empty where no default route is found. It only decides on the order of interfaces, so it's no
// error if it can't be read. IPv4's stand at the beginning of the kernel's list: a router's hundred
// thousand others need not be read.
QList<quint32> defaultLinks()
{
    const DumpLimit beginning{256 * 1024, WhenTooLong::Cut};
    QList<quint32> found;
    for (const auto &[family, limit] : {std::pair<quint8, DumpLimit>{AF_INET, beginning},
                                        std::pair<quint8, DumpLimit>{AF_INET6, DumpLimit{}}}) {
        const auto routes = dumpRouteNetlink(RTM_GETROUTE, family, limit).and_then(&decodeRoutes);
        if (routes)
            found = defaultRouteLinks(*routes);
        if (!found.isEmpty())
            break;
    }
    return found;
}

} // namespace

Provided<Network> LinuxNetwork::create()
{
    if (const auto usable = checkRouteNetlink(); !usable)
        return Provided<Network>::lacking(usable.error().description);
    return Provided<Network>(std::make_unique<LinuxNetwork>());
}

Result<QList<NetworkInterface>> LinuxNetwork::interfaces()
{
    const auto found = links();
    if (!found)
        return fail(found.error());
    const auto addresses = dumpRouteNetlink(RTM_GETADDR, AF_UNSPEC).and_then(&decodeAddresses);
    if (!addresses)
        return fail(addresses.error());
    return interfaceList(inReportOrder(*found, defaultLinks()), *addresses);
}

// One request for all families: asked for IPv6 alone, a kernel without it answers with IPv4's.
Result<QList<NetworkRoute>> LinuxNetwork::routes()
{
    const auto routes = dumpRouteNetlink(RTM_GETROUTE, AF_UNSPEC).and_then(&decodeRoutes);
    if (!routes)
        return fail(routes.error());
    const auto found = links();
    if (!found)
        return fail(found.error());
    return routeList(*routes, *found);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-route out of routes and links.
#include "platform/linux/network/route_list.h"

#include "platform/linux/network/ip_text.h"

#include <QHash>

#include <linux/ipv6_route.h>
#include <linux/route.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>

namespace ga {

namespace {

using LinksByIndex = QHash<quint32, const Link *>;

constexpr quint32 mssToMtu = 40; // The headers of IPv4 and TCP.

bool isZero(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

// The flags as /proc/net/route has them. Of a router's address it looks at the first four bytes, of
// whatever family.
quint64 ipv4Flags(const Route &route, const NextHop &hop)
{
    quint64 flags = RTF_UP;
    if (route.type == RTN_UNREACHABLE || route.type == RTN_PROHIBIT)
        flags |= RTF_REJECT;
    if (!isZero(QByteArrayView(hop.gateway).first(std::min<qsizetype>(hop.gateway.size(), 4))))
        flags |= RTF_GATEWAY;
    if (route.destinationPrefix == 32)
        flags |= RTF_HOST;
    return flags;
}

bool isRejected(const Route &route, bool overLoopback)
{
    switch (route.type) {
    case RTN_UNREACHABLE:
    case RTN_BLACKHOLE:
    case RTN_PROHIBIT:
    case RTN_THROW:
        return true;
    default: // To the loopback leads only what is the machine's own.
        return overLoopback && route.type == RTN_UNICAST;
    }
}

quint64 ipv6TypeFlags(const Route &route)
{
    const quint64 ofKernel = route.protocol == RTPROT_KERNEL ? RTF_NONEXTHOP : 0;
    if (route.type == RTN_LOCAL)
        return quint64(RTF_LOCAL) | ofKernel;
    if (route.type == RTN_ANYCAST)
        return RTF_ANYCAST | ofKernel;
    if (route.protocol == RTPROT_RA)
        return RTF_ADDRCONF | (route.destinationPrefix == 0 ? RTF_DEFAULT : RTF_ROUTEINFO);
    return 0;
}

quint64 ipv6Flags(const Route &route, const NextHop &hop, bool overLoopback)
{
    if (isRejected(route, overLoopback))
        return RTF_REJECT | RTF_NONEXTHOP;
    quint64 flags = RTF_UP | ipv6TypeFlags(route) | (quint64(route.preference & 3) << 27);
    if (hop.gatewayFamily == AF_INET6)
        flags |= RTF_GATEWAY;
    if (route.expires)
        flags |= RTF_EXPIRES;
    return flags;
}

QString interfaceName(const NextHop &hop, const LinksByIndex &links)
{
    const Link *link = links.value(hop.linkIndex);
    return link ? link->name : QStringLiteral("*"); // As /proc/net/route says it.
}

NetworkRoute ipv4Route(const Route &route, const NextHop &hop, const LinksByIndex &links)
{
    NetworkRoute entry;
    entry.version = 4;
    entry.iface = interfaceName(hop, links);
    entry.destination = ipText(AF_INET, route.destination);
    entry.metric = route.metric;
    entry.mask = maskText(route.destinationPrefix);
    entry.gateway = ipText(AF_INET, hop.gatewayFamily == AF_INET ? hop.gateway : QByteArray());
    if (hop.gatewayFamily == AF_INET6)
        entry.nexthop = ipText(AF_INET6, hop.gateway);
    entry.flags = ipv4Flags(route, hop);
    entry.refcnt = 0;
    entry.use = 0;
    entry.window = route.window;
    entry.irtt = route.roundTripTime >> 3;
    if (route.mtu != 0)
        entry.mtu = route.mtu;
    else
        entry.mtu = route.advertisedMss != 0 ? route.advertisedMss + mssToMtu : 0;
    return entry;
}

NetworkRoute ipv6Route(const Route &route, const NextHop &hop, const LinksByIndex &links)
{
    const Link *link = links.value(hop.linkIndex);
    NetworkRoute entry;
    entry.version = 6;
    entry.iface = interfaceName(hop, links);
    entry.destination = ipText(AF_INET6, route.destination);
    entry.destinationPrefixLength = QString::number(route.destinationPrefix);
    entry.source = ipText(AF_INET6, route.source);
    entry.sourcePrefixLength = QString::number(route.sourcePrefix);
    entry.nexthop = ipText(AF_INET6, hop.gateway);
    entry.metric = route.metric;
    entry.flags = ipv6Flags(route, hop, link && link->loopback);
    entry.refcnt = 0;
    entry.use = 0;
    return entry;
}

// What /proc/net/route leaves out.
bool isListed(const Route &route)
{
    if (route.family == AF_INET6)
        return true;
    return route.table == RT_TABLE_MAIN && route.type != RTN_BROADCAST &&
           route.type != RTN_MULTICAST;
}

} // namespace

QList<NetworkRoute> routeList(const QList<Route> &routes, const QList<Link> &links)
{
    LinksByIndex byIndex;
    for (const Link &link : links)
        byIndex.insert(link.index, &link);
    QList<NetworkRoute> entries;
    for (const Route &route : routes) {
        if (!isListed(route))
            continue;
        const auto toEntry = route.family == AF_INET ? &ipv4Route : &ipv6Route;
        for (const NextHop &hop : route.nextHops)
            entries.append(toEntry(route, hop, byIndex));
    }
    return entries;
}

} // namespace ga

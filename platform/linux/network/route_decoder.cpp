// SPDX-License-Identifier: Apache-2.0
// Decodes the kernel's answer to RTM_GETROUTE (rtnetlink(7)).
#include "platform/linux/network/route_decoder.h"

#include "platform/linux/network/ip_text.h"
#include "platform/linux/network/netlink_reader.h"

#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <optional>

namespace ga {

namespace {

// nullopt where an address has not the size of its family.
std::optional<NextHop> nextHop(int family, quint32 linkIndex, const NetlinkAttributes &attributes)
{
    if (const auto gateway = attributes.find(RTA_GATEWAY)) {
        if (gateway->size() != ipSize(family))
            return std::nullopt;
        return NextHop{linkIndex, family, gateway->toByteArray()};
    }
    if (const auto via = attributes.find(RTA_VIA)) { // An IPv4 route by way of an IPv6 router.
        const auto viaFamily = readNetlink<quint16>(*via);
        if (!viaFamily || via->size() != qsizetype(sizeof *viaFamily) + ipSize(*viaFamily))
            return std::nullopt;
        return NextHop{linkIndex, *viaFamily, via->sliced(sizeof *viaFamily).toByteArray()};
    }
    return NextHop{linkIndex, 0, {}};
}

Result<QList<NextHop>> multipath(int family, QByteArrayView payload)
{
    QList<NextHop> hops;
    while (!payload.isEmpty()) {
        const auto header = readNetlink<rtnexthop>(payload);
        if (!header || header->rtnh_len < sizeof(rtnexthop) || header->rtnh_len > payload.size())
            return fail(malformedNetlink());
        const auto attributes =
            NetlinkAttributes::parse(payload.first(header->rtnh_len).sliced(sizeof(rtnexthop)));
        if (!attributes)
            return fail(attributes.error());
        const auto hop = nextHop(family, quint32(header->rtnh_ifindex), *attributes);
        if (!hop)
            return fail(malformedNetlink());
        hops.append(*hop);
        payload = payload.sliced(std::min(qsizetype(RTNH_ALIGN(header->rtnh_len)), payload.size()));
    }
    return hops;
}

Result<QList<NextHop>> nextHops(int family, const NetlinkAttributes &attributes)
{
    if (const auto paths = attributes.find(RTA_MULTIPATH)) {
        auto hops = multipath(family, *paths);
        if (!hops || !hops->isEmpty())
            return hops;
    }
    const auto hop = nextHop(family, attributes.number<quint32>(RTA_OIF).value_or(0), attributes);
    if (!hop)
        return fail(malformedNetlink());
    return QList{*hop};
}

// False where the address has not the size of its family.
bool readNetwork(const NetlinkAttributes &attributes, quint16 type, int family, QByteArray &address)
{
    const auto payload = attributes.find(type);
    if (payload && payload->size() != ipSize(family))
        return false;
    if (payload)
        address = payload->toByteArray();
    return true;
}

Result<Nothing> readMetrics(const NetlinkAttributes &attributes, Route &route)
{
    const auto nested = attributes.find(RTA_METRICS);
    if (!nested)
        return Nothing{};
    const auto metrics = NetlinkAttributes::parse(*nested);
    if (!metrics)
        return fail(metrics.error());
    route.mtu = metrics->number<quint32>(RTAX_MTU).value_or(0);
    route.advertisedMss = metrics->number<quint32>(RTAX_ADVMSS).value_or(0);
    route.window = metrics->number<quint32>(RTAX_WINDOW).value_or(0);
    route.roundTripTime = metrics->number<quint32>(RTAX_RTT).value_or(0);
    return Nothing{};
}

bool expires(const NetlinkAttributes &attributes)
{
    const auto payload = attributes.find(RTA_CACHEINFO);
    const auto info = payload ? readNetlink<rta_cacheinfo>(*payload) : std::nullopt;
    return info && info->rta_expires != 0;
}

Result<Route> decodeRoute(const NetlinkBody<rtmsg> &body)
{
    const auto &[header, attributes] = body;
    const int bits = int(ipSize(header.rtm_family) * 8);
    Route route;
    route.family = header.rtm_family;
    route.table = attributes.number<quint32>(RTA_TABLE).value_or(header.rtm_table);
    route.type = header.rtm_type;
    route.protocol = header.rtm_protocol;
    route.destinationPrefix = header.rtm_dst_len;
    route.sourcePrefix = header.rtm_src_len;
    route.metric = attributes.number<quint32>(RTA_PRIORITY).value_or(0);
    route.preference = attributes.number<quint8>(RTA_PREF).value_or(0);
    route.expires = expires(attributes);
    if (route.destinationPrefix > bits || route.sourcePrefix > bits ||
        !readNetwork(attributes, RTA_DST, route.family, route.destination) ||
        !readNetwork(attributes, RTA_SRC, route.family, route.source))
        return fail(malformedNetlink());
    auto hops = nextHops(route.family, attributes);
    if (!hops)
        return fail(std::move(hops).error());
    route.nextHops = *std::move(hops);
    const auto metrics = readMetrics(attributes, route);
    if (!metrics)
        return fail(metrics.error());
    return route;
}

} // namespace

Result<QList<Route>> decodeRoutes(QByteArrayView dump)
{
    const auto messages = splitNetlinkMessages(dump);
    if (!messages)
        return fail(messages.error());
    QList<Route> routes;
    for (const NetlinkMessage &message : *messages) {
        if (message.type != RTM_NEWROUTE)
            continue;
        const auto body = NetlinkBody<rtmsg>::parse(message.payload);
        if (!body)
            return fail(body.error());
        if (ipSize(body->header.rtm_family) == 0 || body->header.rtm_flags & RTM_F_CLONED)
            continue;
        auto route = decodeRoute(*body);
        if (!route)
            return fail(std::move(route).error());
        routes.append(*std::move(route));
    }
    return routes;
}

} // namespace ga

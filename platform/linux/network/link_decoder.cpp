// SPDX-License-Identifier: Apache-2.0
// Decodes the kernel's answers to RTM_GETLINK and RTM_GETADDR (rtnetlink(7)).
#include "platform/linux/network/link_decoder.h"

#include "platform/linux/network/ip_text.h"
#include "platform/linux/network/netlink_reader.h"

#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

#include <cstddef>

namespace ga {

namespace {

// The counters as /proc/net/dev adds them up: what the driver had no room for counts as dropped.
// A kernel's structure may be longer or shorter than the one that this was built with.
std::optional<InterfaceStatistics> statistics(const NetlinkAttributes &attributes)
{
    const auto payload = attributes.find(IFLA_STATS64);
    if (!payload)
        return std::nullopt;
    const auto counter = [&](size_t offset) {
        const auto size = qsizetype(offset);
        return size > payload->size() ? 0 : readNetlink<quint64>(payload->sliced(size)).value_or(0);
    };
    using Counters = rtnl_link_stats64;
    return InterfaceStatistics{
        .rxBytes = counter(offsetof(Counters, rx_bytes)),
        .rxPackets = counter(offsetof(Counters, rx_packets)),
        .rxErrors = counter(offsetof(Counters, rx_errors)),
        .rxDropped =
            counter(offsetof(Counters, rx_dropped)) + counter(offsetof(Counters, rx_missed_errors)),
        .txBytes = counter(offsetof(Counters, tx_bytes)),
        .txPackets = counter(offsetof(Counters, tx_packets)),
        .txErrors = counter(offsetof(Counters, tx_errors)),
        .txDropped = counter(offsetof(Counters, tx_dropped)),
    };
}

Result<Link> decodeLink(QByteArrayView payload)
{
    const auto body = NetlinkBody<ifinfomsg>::parse(payload);
    if (!body)
        return fail(body.error());
    Link link;
    link.index = quint32(body->header.ifi_index);
    link.loopback = body->header.ifi_flags & IFF_LOOPBACK;
    link.name = body->attributes.text(IFLA_IFNAME);
    link.hasDevice = body->attributes.find(IFLA_PARENT_DEV_NAME).has_value();
    link.address = body->attributes.find(IFLA_ADDRESS).value_or(QByteArrayView()).toByteArray();
    link.statistics = statistics(body->attributes);
    if (const auto nested = body->attributes.find(IFLA_LINKINFO)) {
        const auto info = NetlinkAttributes::parse(*nested);
        if (!info)
            return fail(info.error());
        link.kind = info->text(IFLA_INFO_KIND);
    }
    return link;
}

// nullopt for an address that is not of the Internet.
Result<std::optional<LinkAddress>> decodeAddress(QByteArrayView payload)
{
    const auto body = NetlinkBody<ifaddrmsg>::parse(payload);
    if (!body)
        return fail(body.error());
    const int family = body->header.ifa_family;
    const qsizetype size = ipSize(family);
    if (size == 0)
        return std::nullopt;
    // On a point-to-point link IFA_ADDRESS is the peer's address and IFA_LOCAL our own.
    auto bytes = body->attributes.find(IFA_LOCAL);
    if (!bytes)
        bytes = body->attributes.find(IFA_ADDRESS);
    if (!bytes || bytes->size() != size || body->header.ifa_prefixlen > size * 8)
        return fail(malformedNetlink());
    return LinkAddress{
        .linkIndex = body->header.ifa_index,
        .label = body->attributes.text(IFA_LABEL),
        .address = {.address = ipText(family, *bytes),
                    .type = family == AF_INET ? IpAddressType::Ipv4 : IpAddressType::Ipv6,
                    .prefix = body->header.ifa_prefixlen},
    };
}

} // namespace

Result<QList<Link>> decodeLinks(QByteArrayView dump)
{
    const auto messages = splitNetlinkMessages(dump);
    if (!messages)
        return fail(messages.error());
    QList<Link> links;
    for (const NetlinkMessage &message : *messages) {
        if (message.type != RTM_NEWLINK)
            continue;
        auto link = decodeLink(message.payload);
        if (!link)
            return fail(std::move(link).error());
        if (!link->name.isEmpty())
            links.append(*std::move(link));
    }
    return links;
}

Result<QList<LinkAddress>> decodeAddresses(QByteArrayView dump)
{
    const auto messages = splitNetlinkMessages(dump);
    if (!messages)
        return fail(messages.error());
    QList<LinkAddress> addresses;
    for (const NetlinkMessage &message : *messages) {
        if (message.type != RTM_NEWADDR)
            continue;
        auto address = decodeAddress(message.payload);
        if (!address)
            return fail(std::move(address).error());
        if (*address)
            addresses.append(**std::move(address));
    }
    return addresses;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-interfaces out of links, addresses and default routes.
#include "platform/linux/network/interface_list.h"

#include <QHash>
#include <QSet>

#include <linux/rtnetlink.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace ga {

namespace {

enum class Rank { DefaultDevice, DefaultSoftware, Device, Software, Loopback, HostNoise };

// What makes interfaces by the dozen on hosts of containers and virtual machines.
bool isHostNoise(const Link &link)
{
    static constexpr std::array kinds{"veth", "ifb", "dummy", "nlmon"};
    static constexpr std::array prefixes{
        "docker", "br-",    "virbr",   "vnet", "tap",  "lxcbr",  "lxdbr",        "incusbr",
        "podman", "cni",    "flannel", "cali", "lxc",  "cilium", "nodelocaldns", "kube-",
        "weave",  "vxlan.", "tunl",    "ovs-", "fwbr", "fwpr",   "fwln",         "antrea-"};
    const auto isKind = [&](const char *kind) { return link.kind == QLatin1StringView(kind); };
    const auto isPrefix = [&](const char *prefix) {
        return link.name.startsWith(QLatin1StringView(prefix));
    };
    return std::any_of(kinds.begin(), kinds.end(), isKind) ||
           std::any_of(prefixes.begin(), prefixes.end(), isPrefix);
}

Rank rank(const Link &link, bool hasDefaultRoute)
{
    if (link.loopback)
        return Rank::Loopback;
    const bool isDevice = link.hasDevice || link.kind.isEmpty();
    if (hasDefaultRoute)
        return isDevice ? Rank::DefaultDevice : Rank::DefaultSoftware;
    if (isDevice)
        return Rank::Device;
    return isHostNoise(link) ? Rank::HostNoise : Rank::Software;
}

// A link-layer address is reported whole if it's one of a card: 6 bytes (EUI-48), 8 (EUI-64) or 20
// (InfiniBand, of which qemu-ga reports the first 6, the same for all). A tunnel's "address" is an
// IP address, and some links have none: for those, zeroes, as for the loopback.
QString hardwareAddress(const QByteArray &address)
{
    const qsizetype size = address.size();
    const bool isCards = size == 6 || size == 8 || size == 20;
    return QString::fromLatin1((isCards ? address : QByteArray(6, '\0')).toHex(':'));
}

using AddressesByName = QHash<QString, QList<IpAddress>>;

NetworkInterface entry(const QString &name, const Link &link, const AddressesByName &addresses)
{
    NetworkInterface interface {
        .name = name, .hardwareAddress = hardwareAddress(link.address)
    };
    if (const auto found = addresses.constFind(name); found != addresses.constEnd())
        interface.ipAddresses = *found;
    return interface;
}

} // namespace

QList<quint32> defaultRouteLinks(const QList<Route> &routes)
{
    QList<Route> defaults;
    std::copy_if(routes.begin(), routes.end(), std::back_inserter(defaults),
                 [](const Route &route) {
                     return route.table == RT_TABLE_MAIN && route.type == RTN_UNICAST &&
                            route.destinationPrefix == 0 && route.sourcePrefix == 0;
                 });
    std::stable_sort(defaults.begin(), defaults.end(), [](const Route &left, const Route &right) {
        return std::pair(left.family, left.metric) < std::pair(right.family, right.metric);
    });
    QList<quint32> links;
    for (const Route &route : defaults) {
        for (const NextHop &hop : route.nextHops) {
            if (hop.linkIndex != 0 && !links.contains(hop.linkIndex))
                links.append(hop.linkIndex);
        }
    }
    return links;
}

QList<Link> inReportOrder(const QList<Link> &links, const QList<quint32> &defaultLinks)
{
    using Key = std::tuple<Rank, qsizetype, quint32>;
    QList<std::pair<Key, const Link *>> keyed;
    for (const Link &link : links) {
        const qsizetype position = defaultLinks.indexOf(link.index);
        keyed.append({Key(rank(link, position >= 0), position, link.index), &link});
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto &left, const auto &right) { return left.first < right.first; });
    QList<Link> ordered;
    for (const auto &[key, link] : keyed)
        ordered.append(*link);
    return ordered;
}

QList<NetworkInterface> interfaceList(const QList<Link> &links, const QList<LinkAddress> &addresses)
{
    QHash<quint32, const Link *> byIndex;
    QSet<QString> names;
    for (const Link &link : links) {
        byIndex.insert(link.index, &link);
        names.insert(link.name);
    }
    AddressesByName byName;
    QHash<quint32, QStringList> aliases;
    for (const LinkAddress &address : addresses) {
        const Link *link = byIndex.value(address.linkIndex);
        if (!link) // It came up after the links were listed.
            continue;
        const QString &name = address.label.isEmpty() ? link->name : address.label;
        if (!names.contains(name)) {
            names.insert(name);
            aliases[link->index].append(name);
        }
        byName[name].append(address.address);
    }
    QList<NetworkInterface> interfaces;
    for (const Link &link : links) {
        interfaces.append(entry(link.name, link, byName));
        interfaces.last().statistics = link.statistics;
        for (const QString &alias : aliases.value(link.index))
            interfaces.append(entry(alias, link, byName));
    }
    return interfaces;
}

} // namespace ga

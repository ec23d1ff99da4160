// SPDX-License-Identifier: Apache-2.0
// Makes the list of guest-network-get-interfaces out of adapters and routes.
#include "platform/windows/network/interface_list.h"

#include "platform/windows/network/ip_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace ga {

namespace {

enum class Rank { DefaultDevice, DefaultSoftware, Device, Software, Loopback, HostNoise };

// What hosts of containers and virtual machines make: Hyper-V's switches ("vEthernet (nat)"), also
// for WSL and Docker, and those of VMware and VirtualBox.
bool isHostNoise(const Adapter &adapter)
{
    static constexpr std::array descriptions{"Hyper-V Virtual ", "VMware Virtual Ethernet",
                                             "VirtualBox Host-Only"};
    const auto isDescribed = [&](const char *start) {
        return adapter.description.startsWith(QLatin1StringView(start));
    };
    return adapter.name.startsWith(QLatin1StringView("vEthernet (")) ||
           std::any_of(descriptions.begin(), descriptions.end(), isDescribed);
}

Rank rank(const Adapter &adapter, bool hasDefaultRoute)
{
    if (adapter.loopback)
        return Rank::Loopback;
    const bool isDevice = adapter.hardware && !isHostNoise(adapter);
    if (hasDefaultRoute)
        return isDevice ? Rank::DefaultDevice : Rank::DefaultSoftware;
    if (isDevice)
        return Rank::Device;
    return isHostNoise(adapter) ? Rank::HostNoise : Rank::Software;
}

// IPv4's before IPv6's, the lowest metric first.
QList<quint64> defaultRouteAdapters(QList<AdapterRoute> routes)
{
    routes.removeIf([](const AdapterRoute &route) { return route.destination.prefix != 0; });
    const auto key = [](const AdapterRoute &route) {
        return std::pair(route.destination.bytes.size(), route.metric);
    };
    std::stable_sort(
        routes.begin(), routes.end(),
        [&](const AdapterRoute &left, const AdapterRoute &right) { return key(left) < key(right); });
    QList<quint64> luids;
    for (const AdapterRoute &route : routes) {
        if (!luids.contains(route.luid))
            luids.append(route.luid);
    }
    return luids;
}

QList<const Adapter *> inReportOrder(const QList<Adapter> &adapters, const QList<quint64> &defaults)
{
    QList<const Adapter *> ordered;
    for (const Adapter &adapter : adapters)
        ordered.append(&adapter);
    const auto key = [&](const Adapter *adapter) {
        const qsizetype position = defaults.indexOf(adapter->luid);
        return std::pair(rank(*adapter, position >= 0), position);
    };
    std::stable_sort(ordered.begin(), ordered.end(), [&](const Adapter *left, const Adapter *right) {
        return key(left) < key(right);
    });
    return ordered;
}

std::optional<QString> hardwareAddress(const Adapter &adapter)
{
    if (!adapter.hardwareAddress.isEmpty())
        return QString::fromLatin1(adapter.hardwareAddress.toHex(':'));
    if (adapter.loopback)
        return QString::fromLatin1(QByteArray(6, '\0').toHex(':'));
    return std::nullopt;
}

IpAddress ipAddress(const AdapterAddress &address)
{
    return {.address = ipText(address.bytes),
            .type = address.bytes.size() == 4 ? IpAddressType::Ipv4 : IpAddressType::Ipv6,
            .prefix = address.prefix};
}

NetworkInterface entry(const Adapter &adapter)
{
    NetworkInterface interface{.name = adapter.name,
                               .hardwareAddress = hardwareAddress(adapter),
                               .ipAddresses = std::nullopt,
                               .statistics = adapter.statistics};
    if (!adapter.addresses.isEmpty()) {
        interface.ipAddresses.emplace();
        std::transform(adapter.addresses.begin(), adapter.addresses.end(),
                       std::back_inserter(*interface.ipAddresses), &ipAddress);
    }
    return interface;
}

} // namespace

QList<NetworkInterface> interfaceList(const QList<Adapter> &adapters,
                                      const QList<AdapterRoute> &routes)
{
    QList<NetworkInterface> interfaces;
    for (const Adapter *adapter : inReportOrder(adapters, defaultRouteAdapters(routes)))
        interfaces.append(entry(*adapter));
    return interfaces;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// GetAdaptersAddresses(), GetIfEntry2(), GetIpForwardTable2() and GetIpInterfaceTable().
#include "platform/windows/network/network_tables.h"

#include "platform/windows/system/windows_error.h"

#include <QHash>

#include <winsock2.h>
#include <ws2tcpip.h>

#include <iphlpapi.h>
#include <netioapi.h>

#include <memory>
#include <utility>

namespace ga {

namespace {

struct FreeTable
{
    void operator()(void *table) const { ::FreeMibTable(table); }
};
template <typename Table>
using MibTable = std::unique_ptr<Table, FreeTable>;

QByteArray bytesOf(const SOCKADDR *address)
{
    if (address->sa_family == AF_INET) {
        const auto *ipv4 = reinterpret_cast<const sockaddr_in *>(address);
        return {reinterpret_cast<const char *>(&ipv4->sin_addr), 4};
    }
    if (address->sa_family == AF_INET6) {
        const auto *ipv6 = reinterpret_cast<const sockaddr_in6 *>(address);
        return {reinterpret_cast<const char *>(&ipv6->sin6_addr), 16};
    }
    return {};
}

QByteArray bytesOf(const SOCKADDR_INET &address)
{
    return bytesOf(reinterpret_cast<const SOCKADDR *>(&address));
}

QList<AdapterAddress> addressesOf(const IP_ADAPTER_ADDRESSES &adapter)
{
    QList<AdapterAddress> addresses;
    for (const auto *item = adapter.FirstUnicastAddress; item; item = item->Next) {
        const QByteArray bytes = bytesOf(item->Address.lpSockaddr);
        if (!bytes.isEmpty())
            addresses.append({bytes, item->OnLinkPrefixLength});
    }
    return addresses;
}

InterfaceStatistics statisticsOf(const MIB_IF_ROW2 &row)
{
    return {.rxBytes = row.InOctets,
            .rxPackets = row.InUcastPkts + row.InNUcastPkts,
            .rxErrors = row.InErrors,
            .rxDropped = row.InDiscards,
            .txBytes = row.OutOctets,
            .txPackets = row.OutUcastPkts + row.OutNUcastPkts,
            .txErrors = row.OutErrors,
            .txDropped = row.OutDiscards};
}

Adapter adapterOf(const IP_ADAPTER_ADDRESSES &source)
{
    Adapter adapter;
    adapter.luid = source.Luid.Value;
    adapter.name = QString::fromWCharArray(source.FriendlyName);
    adapter.description = QString::fromWCharArray(source.Description);
    adapter.hardwareAddress = QByteArray(reinterpret_cast<const char *>(source.PhysicalAddress),
                                         qsizetype(source.PhysicalAddressLength));
    adapter.addresses = addressesOf(source);
    adapter.loopback = source.IfType == IF_TYPE_SOFTWARE_LOOPBACK;
    MIB_IF_ROW2 row{};
    row.InterfaceLuid = source.Luid;
    if (::GetIfEntry2(&row) == NO_ERROR) {
        adapter.statistics = statisticsOf(row);
        adapter.hardware = row.InterfaceAndOperStatusFlags.HardwareInterface;
    }
    return adapter;
}

// Metric and MTU of an interface differ between the families.
using InterfaceKey = std::pair<ADDRESS_FAMILY, quint64>;
struct InterfaceCost
{
    quint32 metric = 0;
    quint32 mtu = 0;
};

// Empty where the table can't be read: what a route itself has is told nevertheless.
QHash<InterfaceKey, InterfaceCost> readInterfaceCosts()
{
    PMIB_IPINTERFACE_TABLE read = nullptr;
    if (::GetIpInterfaceTable(AF_UNSPEC, &read) != NO_ERROR)
        return {};
    const MibTable<MIB_IPINTERFACE_TABLE> table(read);
    QHash<InterfaceKey, InterfaceCost> costs;
    for (ULONG i = 0; i < table->NumEntries; ++i) {
        const MIB_IPINTERFACE_ROW &row = table->Table[i];
        costs.insert({row.Family, row.InterfaceLuid.Value}, {row.Metric, row.NlMtu});
    }
    return costs;
}

AdapterRoute routeOf(const MIB_IPFORWARD_ROW2 &row,
                     const QHash<InterfaceKey, InterfaceCost> &costs)
{
    AdapterRoute route;
    route.luid = row.InterfaceLuid.Value;
    route.index = row.InterfaceIndex;
    route.destination = {bytesOf(row.DestinationPrefix.Prefix), row.DestinationPrefix.PrefixLength};
    route.nextHop = bytesOf(row.NextHop);
    if (route.nextHop.isEmpty()) // On the link.
        route.nextHop = QByteArray(route.destination.bytes.size(), '\0');
    route.metric = row.Metric;
    const auto cost =
        costs.constFind({row.DestinationPrefix.Prefix.si_family, row.InterfaceLuid.Value});
    if (cost != costs.constEnd()) {
        route.metric += cost->metric;
        route.mtu = cost->mtu;
    }
    return route;
}

} // namespace

Result<QList<Adapter>> readAdapters()
{
    constexpr ULONG flags = GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST |
                            GAA_FLAG_SKIP_DNS_SERVER;
    QByteArray buffer;
    ULONG size = 16 * 1024;
    ULONG status = ERROR_BUFFER_OVERFLOW;
    for (int attempt = 0; status == ERROR_BUFFER_OVERFLOW && attempt < 10; ++attempt) {
        buffer.resize(qsizetype(size)); // It may have grown again meanwhile.
        status = ::GetAdaptersAddresses(
            AF_UNSPEC, flags, nullptr, reinterpret_cast<PIP_ADAPTER_ADDRESSES>(buffer.data()),
            &size);
    }
    if (status == ERROR_NO_DATA)
        return QList<Adapter>();
    if (status != NO_ERROR)
        return failWindows(QStringLiteral("failed to get adapters addresses"), status);
    QList<Adapter> adapters;
    const auto *item = reinterpret_cast<const IP_ADAPTER_ADDRESSES *>(buffer.constData());
    for (; item; item = item->Next)
        adapters.append(adapterOf(*item));
    return adapters;
}

Result<QList<AdapterRoute>> readRoutes()
{
    PMIB_IPFORWARD_TABLE2 read = nullptr;
    if (const DWORD status = ::GetIpForwardTable2(AF_UNSPEC, &read))
        return failWindows(QStringLiteral("failed to get IP routes"), status);
    const MibTable<MIB_IPFORWARD_TABLE2> table(read);
    const auto costs = readInterfaceCosts();
    QList<AdapterRoute> routes;
    for (ULONG i = 0; i < table->NumEntries; ++i)
        routes.append(routeOf(table->Table[i], costs));
    return routes;
}

} // namespace ga

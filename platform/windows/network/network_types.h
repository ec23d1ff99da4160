// SPDX-License-Identifier: Apache-2.0
// What Windows tells of the network, in plain structs. Addresses are 4 or 16 bytes in network order.
#pragma once

#include "commands/network/network_types.h"

#include <QByteArray>

namespace ga {

struct AdapterAddress
{
    QByteArray bytes;
    int prefix = 0; // Bits.
};

// One of GetAdaptersAddresses(), with its row of GetIfEntry2().
struct Adapter
{
    quint64 luid = 0; // What its routes name it by.
    QString name;     // The friendly one, "Ethernet 2".
    QString description;
    QByteArray hardwareAddress;
    QList<AdapterAddress> addresses;
    std::optional<InterfaceStatistics> statistics;
    bool loopback = false;
    bool hardware = false; // A card, also one of the hypervisor's; no tunnel, bridge or filter.
};

// A row of GetIpForwardTable2() with the one of GetIpInterfaceTable() for its interface.
struct AdapterRoute
{
    quint64 luid = 0;
    quint32 index = 0; // Of the interface.
    AdapterAddress destination;
    QByteArray nextHop; // All zero where the destination is on the link.
    quint32 metric = 0; // Of the route and the interface together: what the lowest wins by.
    std::optional<quint32> mtu;
};

} // namespace ga

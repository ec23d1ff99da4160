// SPDX-License-Identifier: Apache-2.0
// guest-network-get-interfaces and guest-network-get-route.
#pragma once

#include "protocol/codec.h"

namespace ga {

enum class IpAddressType { Ipv4, Ipv6 };

template <>
struct EnumNames<IpAddressType>
{
    static constexpr const char *typeName = "GuestIpAddressType";
    static constexpr const char *names[]{"ipv4", "ipv6"};
};

struct IpAddress
{
    QString address;
    IpAddressType type = IpAddressType::Ipv4;
    qint64 prefix = 0;

    static constexpr auto fields()
    {
        return fieldList(
            field("ip-address", &IpAddress::address, "the address as text, without a scope"),
            field("ip-address-type", &IpAddress::type, "its family"),
            field("prefix", &IpAddress::prefix, "length of the network's prefix, in bits"));
    }
};

struct InterfaceStatistics
{
    quint64 rxBytes = 0;
    quint64 rxPackets = 0;
    quint64 rxErrors = 0;
    quint64 rxDropped = 0;
    quint64 txBytes = 0;
    quint64 txPackets = 0;
    quint64 txErrors = 0;
    quint64 txDropped = 0;

    static constexpr auto fields()
    {
        return fieldList(
            field("rx-bytes", &InterfaceStatistics::rxBytes, "bytes received"),
            field("rx-packets", &InterfaceStatistics::rxPackets, "packets received"),
            field("rx-errs", &InterfaceStatistics::rxErrors, "faulty packets received"),
            field("rx-dropped", &InterfaceStatistics::rxDropped, "packets dropped on reception"),
            field("tx-bytes", &InterfaceStatistics::txBytes, "bytes sent"),
            field("tx-packets", &InterfaceStatistics::txPackets, "packets sent"),
            field("tx-errs", &InterfaceStatistics::txErrors, "packets that failed to be sent"),
            field("tx-dropped", &InterfaceStatistics::txDropped,
                  "packets dropped before they were sent"));
    }
};

struct NetworkInterface
{
    QString name;
    std::optional<QString> hardwareAddress;
    std::optional<QList<IpAddress>> ipAddresses;
    std::optional<InterfaceStatistics> statistics;

    static constexpr auto fields()
    {
        return fieldList(
            field("name", &NetworkInterface::name, "the interface"),
            field("hardware-address", &NetworkInterface::hardwareAddress,
                  "its link-layer address, in lower case"),
            field("ip-addresses", &NetworkInterface::ipAddresses, "its addresses"),
            field("statistics", &NetworkInterface::statistics, "its counters since it came up"));
    }
};

struct NetworkRoute
{
    QString iface;
    QString destination;
    qint64 metric = 0;
    std::optional<QString> gateway;
    std::optional<QString> mask;
    std::optional<qint64> irtt;
    std::optional<quint64> flags;
    std::optional<qint64> refcnt;
    std::optional<qint64> use;
    std::optional<qint64> window;
    std::optional<qint64> mtu;
    std::optional<QString> destinationPrefixLength;
    std::optional<QString> source;
    std::optional<QString> sourcePrefixLength;
    std::optional<QString> nexthop;
    qint64 version = 4;

    static constexpr auto fields()
    {
        return fieldList(
            field("iface", &NetworkRoute::iface, "the interface"),
            field("destination", &NetworkRoute::destination, "the network that it leads to"),
            field("metric", &NetworkRoute::metric, "its priority, the lowest wins"),
            field("gateway", &NetworkRoute::gateway, "the next router (IPv4)"),
            field("mask", &NetworkRoute::mask, "the network's mask (IPv4)"),
            field("irtt", &NetworkRoute::irtt, "initial round-trip time (IPv4)"),
            field("flags", &NetworkRoute::flags, "the kernel's RTF_ flags"),
            field("refcnt", &NetworkRoute::refcnt, "references to the route"),
            field("use", &NetworkRoute::use, "look-ups of the route"),
            field("window", &NetworkRoute::window, "TCP window (IPv4)"),
            field("mtu", &NetworkRoute::mtu, "largest packet, in bytes (IPv4)"),
            field("desprefixlen", &NetworkRoute::destinationPrefixLength,
                  "bits of the destination's prefix, in decimal (IPv6)"),
            field("source", &NetworkRoute::source, "the source network (IPv6)"),
            field("srcprefixlen", &NetworkRoute::sourcePrefixLength,
                  "bits of the source's prefix, in decimal (IPv6)"),
            field("nexthop", &NetworkRoute::nexthop, "the next router (IPv6)"),
            field("version", &NetworkRoute::version, "4 or 6"));
    }
};

} // namespace ga

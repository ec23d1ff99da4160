// SPDX-License-Identifier: Apache-2.0
// Decodes the kernel's answer to RTM_GETROUTE (rtnetlink(7)).
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace ga {

struct NextHop
{
    quint32 linkIndex = 0; // 0: the route leads to no link.
    int gatewayFamily = 0; // 0: the network is on the link itself.
    QByteArray gateway;    // Bytes of an address of gatewayFamily.
};

struct Route
{
    int family = 0; // AF_INET or AF_INET6.
    quint32 table = 0;
    quint8 type = 0;     // RTN_UNICAST, RTN_BLACKHOLE, ...
    quint8 protocol = 0; // RTPROT_KERNEL, RTPROT_RA, ...: who made it.
    int destinationPrefix = 0;
    QByteArray destination; // Empty: the unspecified address.
    int sourcePrefix = 0;
    QByteArray source;
    quint32 metric = 0;
    quint32 mtu = 0; // Bytes; 0: the link's.
    quint32 advertisedMss = 0;
    quint32 window = 0;
    quint32 roundTripTime = 0; // Eighths of a millisecond, as the kernel keeps it.
    quint8 preference = 0;     // ICMPV6_ROUTER_PREF_*, IPv6 only.
    bool expires = false;
    QList<NextHop> nextHops; // At least one.
};

// IPv4 and IPv6 only: other families (MPLS, ...), cached copies and messages of other types are
// skipped.
Result<QList<Route>> decodeRoutes(QByteArrayView dump);

} // namespace ga

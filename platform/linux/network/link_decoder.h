// SPDX-License-Identifier: Apache-2.0
// Decodes the kernel's answers to RTM_GETLINK and RTM_GETADDR (rtnetlink(7)).
#pragma once

#include "commands/network/network_types.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace ga {

struct Link
{
    quint32 index = 0;
    QString name;
    bool loopback = false;
    bool hasDevice = false; // A device of a bus (PCI, virtio, USB, ...) stands behind it.
    QString kind;       // The driver of a software interface ("veth", "bridge", ...), else empty.
    QByteArray address; // The link-layer address, any length.
    std::optional<InterfaceStatistics> statistics;
};

struct LinkAddress
{
    quint32 linkIndex = 0;
    QString label; // IPv4 only: the link's name or an alias such as "eth0:1".
    IpAddress address;
};

// Both skip messages of other types and attributes that they don't know.
Result<QList<Link>> decodeLinks(QByteArrayView dump);
Result<QList<LinkAddress>> decodeAddresses(QByteArrayView dump);

} // namespace ga

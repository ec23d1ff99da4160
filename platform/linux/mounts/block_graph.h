// SPDX-License-Identifier: Apache-2.0
// BlockGraph: which block device lies on which, and the order of freezing that follows from it.
#pragma once

#include "platform/linux/system/device_number.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace ga {

// A partition lies on its disk; a device of dm or md on its slaves; a loop device on the device of
// the file system that holds its backing file.
class BlockGraph
{
public:
    void add(DeviceNumber upper, DeviceNumber lower) { m_below[upper].insert(lower); }

    // Something unknown is beneath it: a server (nbd, ublk), a file system that a program serves
    // (FUSE), the network.
    void addUnknown(DeviceNumber device) { m_unknown.insert(device); }
    bool isUnknown(DeviceNumber device) const;

    // Everything beneath a device, at any depth; the device itself only if it lies on itself, which
    // real ones don't.
    QSet<DeviceNumber> below(DeviceNumber device) const;

private:
    QHash<DeviceNumber, QSet<DeviceNumber>> m_below;
    QSet<DeviceNumber> m_unknown;
};

// The order in which file systems are to be frozen, as indices into `devices`, which are theirs in
// the order of mounting. One that lies on another comes before it, because freezing it writes to
// it; where that does not decide, the last mounted is the first. Thawing goes the other way round.
QList<qsizetype> freezeOrder(const QList<DeviceNumber> &devices, const BlockGraph &graph);

// The same order in steps: those of one step do not lie on each other and may be frozen side by
// side. What lies on something unknown may lie on anything that was mounted before it.
QList<QList<qsizetype>> freezeSteps(const QList<DeviceNumber> &devices, const BlockGraph &graph);

} // namespace ga

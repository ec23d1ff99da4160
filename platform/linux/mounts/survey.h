// SPDX-License-Identifier: Apache-2.0
// Survey: the local file systems at one moment, and how they depend on each other.
#pragma once

#include "platform/linux/mounts/block_graph_reader.h"

namespace ga {

struct Survey
{
    QList<LocalFileSystem> fileSystems; // In the order of mounting.
    BlockGraph graph;

    static Survey of(const QList<Mount> &mounts, const SysfsTree &sysfs,
                     const LoopBackingLookup &loopBacking = &loopBackingDevice);

    // Indices of `fileSystems` in the order of freezing.
    QList<qsizetype> freezeOrder() const;

    // The same in steps of which each may be frozen side by side.
    QList<QList<qsizetype>> freezeSteps() const;

private:
    QList<DeviceNumber> devices() const;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The walks mark what they have seen, so that not even a graph with a cycle keeps them going.
#include "platform/linux/mounts/block_graph.h"

namespace ga {

QSet<DeviceNumber> BlockGraph::below(DeviceNumber device) const
{
    QSet<DeviceNumber> found;
    QList<DeviceNumber> open{device};
    while (!open.isEmpty()) {
        for (const DeviceNumber lower : m_below.value(open.takeLast())) {
            if (found.contains(lower))
                continue;
            found.insert(lower);
            open.append(lower);
        }
    }
    return found;
}

QList<qsizetype> freezeOrder(const QList<DeviceNumber> &devices, const BlockGraph &graph)
{
    QList<QSet<DeviceNumber>> below;
    for (const DeviceNumber device : devices)
        below.append(graph.below(device));

    QList<qsizetype> order;
    QList<bool> taken(devices.size(), false);
    const auto take = [&](auto &self, qsizetype index) -> void {
        if (std::exchange(taken[index], true))
            return;
        for (qsizetype upper = devices.size() - 1; upper >= 0; --upper) {
            if (below[upper].contains(devices[index]))
                self(self, upper);
        }
        order.append(index);
    };
    for (qsizetype index = devices.size() - 1; index >= 0; --index)
        take(take, index);
    return order;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The walks mark what they have seen, so that not even a graph with a cycle keeps them going.
#include "platform/linux/mounts/block_graph.h"

#include <algorithm>

namespace ga {

namespace {

// What is beneath each device: what the graph knows of, and what it can't exclude.
QList<QSet<DeviceNumber>> allBelow(const QList<DeviceNumber> &devices, const BlockGraph &graph)
{
    QList<QSet<DeviceNumber>> known;
    for (const DeviceNumber device : devices)
        known.append(graph.below(device));
    QList<QSet<DeviceNumber>> below = known;
    for (qsizetype upper = 0; upper < devices.size(); ++upper) {
        for (qsizetype earlier = 0; graph.isUnknown(devices[upper]) && earlier < upper; ++earlier) {
            if (!known[earlier].contains(devices[upper]))
                below[upper].insert(devices[earlier]);
        }
    }
    return below;
}

} // namespace

bool BlockGraph::isUnknown(DeviceNumber device) const
{
    const auto lower = below(device);
    return m_unknown.contains(device) || lower.intersects(m_unknown);
}

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
    const QList<QSet<DeviceNumber>> below = allBelow(devices, graph);
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

QList<QList<qsizetype>> freezeSteps(const QList<DeviceNumber> &devices, const BlockGraph &graph)
{
    const QList<QSet<DeviceNumber>> below = allBelow(devices, graph);
    const QList<qsizetype> order = freezeOrder(devices, graph);
    QList<qsizetype> stepOf(devices.size(), 0);
    QList<QList<qsizetype>> steps;
    for (auto each = order.begin(); each != order.end(); ++each) {
        for (auto earlier = order.begin(); earlier != each; ++earlier) {
            if (below[*earlier].contains(devices[*each]))
                stepOf[*each] = std::max(stepOf[*each], stepOf[*earlier] + 1);
        }
        steps.resize(std::max(steps.size(), stepOf[*each] + 1));
        steps[stepOf[*each]].append(*each);
    }
    return steps;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Held descriptors come first, paths are for what was not held.
#include "platform/linux/freeze/thaw_operation.h"

#include "platform/linux/mounts/mount_access.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>

namespace ga {

namespace {

// Somebody who froze as fast as this thaws would else keep it going.
constexpr int mostFreezes = 1000;

struct Thawed
{
    bool any = false;
    int error = 0; // Of the last call; EINVAL is the good end.
};

Thawed thawFully(int descriptor, Superblocks &superblocks)
{
    Thawed thawed;
    for (int i = 0; i < mostFreezes && thawed.error == 0; ++i) {
        thawed.error = superblocks.thaw(descriptor);
        thawed.any |= thawed.error == 0;
    }
    return thawed;
}

HeldFileSystem *findHeld(FrozenSet &held, DeviceNumber device)
{
    const auto found =
        std::find_if(held.fileSystems.begin(), held.fileSystems.end(),
                     [&](const HeldFileSystem &each) { return each.fileSystem.device == device; });
    return found == held.fileSystems.end() ? nullptr : &*found;
}

void thawHeld(HeldFileSystem &held, Superblocks &superblocks, ThawOutcome &outcome)
{
    const Thawed thawed = thawFully(held.directory.number(), superblocks);
    outcome.count += thawed.any;
    if (thawed.any || thawed.error == EINVAL)
        return;
    if (!outcome.error) {
        outcome.error = Error::system(
            QStringLiteral("failed to thaw %1").arg(QFile::decodeName(held.fileSystem.directory)),
            thawed.error);
    }
    outcome.stuck.fileSystems.push_back(std::move(held));
}

// The held ones, and those that they lie on, come first: opening one of the others may have to wait
// for a program (fuseblk) that itself waits for one of the held.
QList<qsizetype> thawOrder(const Survey &survey, const FrozenSet &held)
{
    QSet<DeviceNumber> first;
    for (const HeldFileSystem &each : held.fileSystems) {
        first.insert(each.fileSystem.device);
        first.unite(survey.graph.below(each.fileSystem.device));
    }
    QList<qsizetype> order = survey.freezeOrder();
    std::reverse(order.begin(), order.end());
    std::stable_partition(order.begin(), order.end(), [&](qsizetype index) {
        return first.contains(survey.fileSystems[index].device);
    });
    return order;
}

} // namespace

ThawOutcome thawAll(const Survey &survey, FrozenSet held, Superblocks &superblocks)
{
    ThawOutcome outcome;
    for (const qsizetype index : thawOrder(survey, held)) {
        const LocalFileSystem &fileSystem = survey.fileSystems[index];
        if (HeldFileSystem *own = findHeld(held, fileSystem.device)) {
            thawHeld(*own, superblocks, outcome);
        } else if (const auto directory = openFileSystem(fileSystem, O_RDONLY)) {
            outcome.count += thawFully(directory->number(), superblocks).any;
        }
    }
    std::reverse(outcome.stuck.fileSystems.begin(), outcome.stuck.fileSystems.end());
    return outcome;
}

} // namespace ga

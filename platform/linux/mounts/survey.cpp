// SPDX-License-Identifier: Apache-2.0
// Brings the mount table and sysfs together.
#include "platform/linux/mounts/survey.h"

namespace ga {

Survey Survey::of(const QList<Mount> &mounts, const SysfsTree &sysfs,
                  const LoopBackingLookup &loopBacking)
{
    Survey survey;
    survey.fileSystems = localFileSystems(mounts);
    survey.graph = readBlockGraph(sysfs, mounts, survey.fileSystems, loopBacking);
    return survey;
}

QList<DeviceNumber> Survey::devices() const
{
    QList<DeviceNumber> devices;
    for (const LocalFileSystem &fileSystem : fileSystems)
        devices.append(fileSystem.device);
    return devices;
}

QList<qsizetype> Survey::freezeOrder() const
{
    return ga::freezeOrder(devices(), graph);
}

QList<QList<qsizetype>> Survey::freezeSteps() const
{
    return ga::freezeSteps(devices(), graph);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Brings the mount table and sysfs together.
#include "platform/linux/mounts/survey.h"

#include <algorithm>

namespace ga {

Survey Survey::of(QList<Mount> mounts, const SysfsTree &sysfs,
                  const QList<LocalFileSystem> &unmounted)
{
    Survey survey;
    survey.fileSystems = localFileSystems(mounts);
    for (const LocalFileSystem &each : unmounted) {
        const bool known =
            std::any_of(survey.fileSystems.begin(), survey.fileSystems.end(),
                        [&](const LocalFileSystem &one) { return one.device == each.device; });
        if (known)
            continue;
        survey.fileSystems.append(each);
        mounts.append(each.mounts);
    }
    survey.graph = readBlockGraph(sysfs, mounts, survey.fileSystems);
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

// SPDX-License-Identifier: Apache-2.0
// Which of the volumes a freeze is for.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/windows/volumes/volume.h"

namespace ga {

struct VolumeChoice
{
    Volume volume;
    QString reason; // Why it is left out; empty where it is to be frozen.
};

// Mount points compare as Windows does: without regard to case and to the kind of slash, and with
// or without one at the end. A volume may be named by its volume name, too.
QList<VolumeChoice> chooseVolumes(const QList<Volume> &volumes, const FreezeExclusions &exclusions,
                                  const std::optional<QList<QString>> &mountpoints);

QList<Volume> chosenVolumes(const QList<VolumeChoice> &choices);

FreezePlan freezePlan(const QList<VolumeChoice> &choices);

} // namespace ga

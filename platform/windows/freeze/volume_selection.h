// SPDX-License-Identifier: Apache-2.0
// Which of the volumes a freeze is for.
#pragma once

#include "platform/api/file_systems.h"

namespace ga {

struct Volume
{
    QString name;               // "\\?\Volume{...}\", as VSS wants it.
    QList<QString> mountpoints; // Drives and folders: "C:\"; may be empty.
    QString type;               // "NTFS"; empty where there is no file system that Windows knows.
    QString device;             // "\Device\HarddiskVolume2"; empty where it could not be asked for.
    bool isFixed = false;       // Of a disk that is not removable, and neither optical nor remote.
    bool isReadOnly = false;

    // What people call it.
    const QString &label() const { return mountpoints.isEmpty() ? name : mountpoints.first(); }
};

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

// SPDX-License-Identifier: Apache-2.0
// A volume as Windows' volume manager tells it.
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ga {

struct Volume
{
    QString name;               // "\\?\Volume{...}\", with its backslash at the end.
    QList<QString> mountpoints; // Drives and folders: "C:\"; may be empty.
    QString type;               // "NTFS"; empty where there is no file system that Windows knows.
    QString device;             // "\Device\HarddiskVolume2"; empty where it could not be asked for.
    bool isFixed = false;       // Of a disk that is not removable, and neither optical nor remote.
    bool isReadOnly = false;
    std::optional<quint64> totalBytes = std::nullopt;
    std::optional<quint64> freeBytes = std::nullopt;
    QList<quint32> disks = {}; // The numbers N of the \\.\PhysicalDriveN that it lies on.

    // That it is known by: its drive where it has one, else the first folder. May be empty.
    QString mountpoint() const;

    // What people call it.
    QString label() const { return mountpoints.isEmpty() ? name : mountpoint(); }
};

} // namespace ga

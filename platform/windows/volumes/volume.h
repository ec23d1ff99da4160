// SPDX-License-Identifier: Apache-2.0
// A volume as Windows' volume manager tells it.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace ga {

struct Volume
{
    QString name;            // "\\?\Volume{GUID}\", with its backslash at the end.
    QStringList mountPaths;  // "C:\", "D:\data\"; none for a system partition.
    bool fixed = false;      // On a disk that stays: not a CD, a floppy, a stick.
    QString fileSystem;      // "NTFS"; empty where there is none, or no medium.
    std::optional<quint64> totalBytes;
    std::optional<quint64> freeBytes;
    QList<quint32> disks;    // The numbers N of the \\.\PhysicalDriveN that it lies on.
};

// The path that a volume is known by: its drive letter where it has one, else the first folder.
// Empty where it is mounted nowhere.
QString mountPathOf(const Volume &volume);

} // namespace ga

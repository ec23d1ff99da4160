// SPDX-License-Identifier: Apache-2.0
// Which volumes defrag.exe is to trim, and what its answer means.
#pragma once

#include "platform/windows/volumes/volume.h"

#include <QByteArray>
#include <QStringList>

namespace ga {

// The paths of the volumes on disks that stay, less those that are mounted nowhere.
QStringList retrimPaths(const QList<Volume> &volumes);

// "defrag.exe C: /L": a backslash at the end would stand before the quotation mark of a path with
// a blank.
QStringList retrimArguments(const QString &path);

// Why the volume was not trimmed; nothing where it was. defrag.exe tells an error in a line with
// its number, "... (0x8900002A)", in the language of Windows; its exit code is the same number or 0.
std::optional<QString> retrimError(quint32 exitCode, const QByteArray &output);

} // namespace ga

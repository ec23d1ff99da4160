// SPDX-License-Identifier: Apache-2.0
// What Windows is asked to open for the path of a configuration.
#pragma once

#include "protocol/result.h"

#include <QString>

namespace ga {

// "COM3" and "\\.\COM3" are one; all else is as it is.
QString devicePath(const QString &path);

// "\\.\pipe\NAME", whichever slashes are given. Error: "error parsing address 'P'".
Result<QString> pipePath(const QString &path);

} // namespace ga

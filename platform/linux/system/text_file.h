// SPDX-License-Identifier: Apache-2.0
// Reading the small files of proc and sysfs.
#pragma once

#include "protocol/result.h"

#include <QByteArray>

namespace ga {

// The whole file, at most 16 MiB of it. Error: `open("PATH"): CAUSE` or `read("PATH"): CAUSE`.
Result<QByteArray> readTextFile(const QByteArray &path);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Reads the health page of an NVMe disk.
#pragma once

#include "protocol/result.h"

#include <QByteArray>

#include <functional>

namespace ga {

// The log page of the controller of a disk, by its node (/dev/nvme0n1).
using NvmeSmartReader = std::function<Result<QByteArray>(const QString &node)>;

// Asks by the admin command Get Log Page (linux/nvme_ioctl.h), which wants CAP_SYS_ADMIN. Errors:
// "failed to open NODE: ...", "failed to read the health of NODE: ...".
Result<QByteArray> readNvmeSmartPage(const QString &node);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The health of an NVMe disk.
#pragma once

#include "commands/disks/disks_types.h"
#include "protocol/result.h"

#include <QByteArray>

#include <functional>

namespace ga {

constexpr qsizetype nvmeSmartPageSize = 512; // Bytes.

// Decodes the SMART / Health Information log page (NVM Express base specification, log page 02h);
// nothing where that is shorter than a page.
std::optional<NvmeSmart> decodeNvmeSmart(QByteArrayView page);

// The log page of the controller of a disk, by its node (/dev/nvme0n1).
using NvmeSmartReader = std::function<Result<QByteArray>(const QString &node)>;

// Asks by the admin command Get Log Page (linux/nvme_ioctl.h), which wants CAP_SYS_ADMIN. Errors:
// "failed to open NODE: ...", "failed to read the health of NODE: ...".
Result<QByteArray> readNvmeSmartPage(const QString &node);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Decodes the health of an NVMe disk.
#pragma once

#include "commands/disks/disks_types.h"

#include <QByteArrayView>

#include <optional>

namespace ga {

constexpr qsizetype nvmeSmartPageSize = 512; // Bytes.

// The SMART / Health Information log page (NVM Express base specification, log page 02h); nothing
// where that is shorter than a page.
std::optional<NvmeSmart> decodeNvmeSmart(QByteArrayView page);

} // namespace ga

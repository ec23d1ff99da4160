// SPDX-License-Identifier: Apache-2.0
// The disks of this guest.
#pragma once

#include "platform/windows/disks/physical_disk.h"
#include "protocol/result.h"

#include <QList>

namespace ga {

enum class DiskDetail { Address, Health };

// Those that are there now. What one of them doesn't tell is empty there. Error: "failed to list
// the disks: CAUSE".
Result<QList<PhysicalDisk>> readDisks(DiskDetail detail);

} // namespace ga

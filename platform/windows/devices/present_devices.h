// SPDX-License-Identifier: Apache-2.0
// The devices on PCI that are there now.
#pragma once

#include "platform/windows/devices/device_list.h"
#include "protocol/result.h"

namespace ga {

// Error: "failed to list the devices: configuration manager error N" (cfgmgr32.h).
Result<QList<InstalledDevice>> presentPciDevices();

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// WindowsDeviceDrivers: the virtual devices of this guest and their drivers.
#pragma once

#include "platform/api/identity.h"

namespace ga {

class WindowsDeviceDrivers : public DeviceDrivers
{
public:
    // Of the devices that are there now. Error: "failed to list the devices: configuration
    // manager error N" (cfgmgr32.h).
    Result<QList<DeviceDriver>> list() override;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The virtual ones of the present devices.
#include "platform/windows/devices/windows_device_drivers.h"

#include "platform/windows/devices/present_devices.h"

namespace ga {

Result<QList<DeviceDriver>> WindowsDeviceDrivers::list()
{
    return presentPciDevices().map(virtualDevices);
}

} // namespace ga

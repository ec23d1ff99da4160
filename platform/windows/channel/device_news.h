// SPDX-License-Identifier: Apache-2.0
// What a notification of Windows' about a device means.
#pragma once

#include <QByteArrayView>

namespace ga {

enum class DeviceNews { None, Arrived, Leaving, HostConnected, HostDisconnected };

// `action` is one of CM_NOTIFY_ACTION. Of a custom event (DEVICECUSTOMEVENT) of the device itself
// `event` is its GUID, as it lies in memory, and `data` what comes with it; empty of all others.
DeviceNews deviceNews(int action, QByteArrayView event, QByteArrayView data);

} // namespace ga

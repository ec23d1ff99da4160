// SPDX-License-Identifier: Apache-2.0
// The numbers of CM_NOTIFY_ACTION (cfgmgr32.h), and the one event of the virtio serial driver.
#include "platform/windows/channel/device_news.h"

#include <QtEndian>

#include <array>

namespace ga {

namespace {

// {2C0F39AC-B156-4237-9C64-8991A18BF35C}, from the driver's public header: host connection changed.
// Its data are two 32-bit numbers, a version and whether a host is connected.
constexpr std::array<unsigned char, 16> portStatusChanged{
    0xac, 0x39, 0x0f, 0x2c, 0x56, 0xb1, 0x37, 0x42, 0x9c, 0x64, 0x89, 0x91, 0xa1, 0x8b, 0xf3, 0x5c};
constexpr qsizetype portStatusSize = 8; // Bytes.

DeviceNews portStatus(QByteArrayView event, QByteArrayView data)
{
    if (event != QByteArrayView(portStatusChanged.data(), qsizetype(portStatusChanged.size())) ||
        data.size() < portStatusSize)
        return DeviceNews::None;
    return qFromLittleEndian<quint32>(data.data() + 4) != 0 ? DeviceNews::HostConnected
                                                            : DeviceNews::HostDisconnected;
}

} // namespace

DeviceNews deviceNews(int action, QByteArrayView event, QByteArrayView data)
{
    switch (action) {
    case 0: // CM_NOTIFY_ACTION_DEVICEINTERFACEARRIVAL
        return DeviceNews::Arrived;
    case 2: // CM_NOTIFY_ACTION_DEVICEQUERYREMOVE
    case 4: // CM_NOTIFY_ACTION_DEVICEREMOVEPENDING
    case 5: // CM_NOTIFY_ACTION_DEVICEREMOVECOMPLETE
        return DeviceNews::Leaving;
    case 6: // CM_NOTIFY_ACTION_DEVICECUSTOMEVENT
        return portStatus(event, data);
    default:
        return DeviceNews::None;
    }
}

} // namespace ga

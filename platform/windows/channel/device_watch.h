// SPDX-License-Identifier: Apache-2.0
// DeviceWatch: what Windows tells of devices that come, go and change.
#pragma once

#include <QObject>

#include <windows.h>

#include <cfgmgr32.h>

namespace ga {

// Where Windows can't tell (Wine), nothing is told: channels are then tried again by time.
class DeviceWatch : public QObject
{
    Q_OBJECT

public:
    DeviceWatch() = default;
    ~DeviceWatch() override;

    // Devices of this interface class, from now on.
    void watchArrivals(const GUID &interfaceClass);

    // An open device, until forgetDevice(), which must follow before the handle's number is used
    // again.
    void watchDevice(HANDLE device);
    void forgetDevice();

Q_SIGNALS:
    void arrived();
    // The device is to be removed, or its driver to be replaced; Windows waits a moment for its
    // handle to be closed.
    void leaving();
    // The virtio serial driver's word that a host has opened or closed the port.
    void hostChanged(bool isConnected);

private:
    static DWORD CALLBACK handle(HCMNOTIFICATION notification, void *context,
                                 CM_NOTIFY_ACTION action, CM_NOTIFY_EVENT_DATA *data, DWORD size);
    void handleLeaving();

    HCMNOTIFICATION m_arrivals = nullptr;
    HCMNOTIFICATION m_device = nullptr;
};

} // namespace ga

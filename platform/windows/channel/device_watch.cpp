// SPDX-License-Identifier: Apache-2.0
// CM_Register_Notification(), whose callbacks come in threads of Windows'.
#include "platform/windows/channel/device_watch.h"

#include <QSemaphore>

#include <cstring>
#include <memory>
#include <utility>

namespace ga {

namespace {

constexpr int closePatience = 2000; // Milliseconds.

// The custom event of the virtio serial driver, from its public header: host connection changed.
// Its data are two 32-bit numbers, a version and whether a host is connected.
constexpr GUID portStatusChanged = {
    0x2c0f39ac, 0xb156, 0x4237, {0x9c, 0x64, 0x89, 0x91, 0xa1, 0x8b, 0xf3, 0x5c}};

struct PortStatus
{
    quint32 version;
    quint32 isConnected;
};

using Register = DWORD(WINAPI *)(CM_NOTIFY_FILTER *, void *, PCM_NOTIFY_CALLBACK,
                                 HCMNOTIFICATION *);
using Unregister = DWORD(WINAPI *)(HCMNOTIFICATION);

// By name, because Wine doesn't have them.
template <typename Function>
Function configurationManager(const char *name)
{
    static const HMODULE library = ::LoadLibraryExW(L"cfgmgr32.dll", nullptr,
                                                    LOAD_LIBRARY_SEARCH_SYSTEM32);
    const FARPROC address = library ? ::GetProcAddress(library, name) : nullptr;
    return reinterpret_cast<Function>(reinterpret_cast<void *>(address));
}

HCMNOTIFICATION registerFor(CM_NOTIFY_FILTER filter, void *context, PCM_NOTIFY_CALLBACK callback)
{
    static const auto call = configurationManager<Register>("CM_Register_Notification");
    HCMNOTIFICATION notification = nullptr;
    filter.cbSize = sizeof filter;
    if (!call || call(&filter, context, callback, &notification) != CR_SUCCESS)
        return nullptr;
    return notification;
}

// Waits for a callback that is under way, unless it is called from it.
void unregister(HCMNOTIFICATION notification)
{
    static const auto call = configurationManager<Unregister>("CM_Unregister_Notification");
    if (notification)
        call(notification);
}

bool hasPortStatus(const CM_NOTIFY_EVENT_DATA &data)
{
    return data.FilterType == CM_NOTIFY_FILTER_TYPE_DEVICEHANDLE &&
           data.u.DeviceHandle.DataSize >= sizeof(PortStatus) &&
           std::memcmp(&data.u.DeviceHandle.EventGuid, &portStatusChanged, sizeof(GUID)) == 0;
}

bool isConnected(const CM_NOTIFY_EVENT_DATA &data)
{
    PortStatus status;
    std::memcpy(&status, data.u.DeviceHandle.Data, sizeof status);
    return status.isConnected != 0;
}

} // namespace

DeviceWatch::~DeviceWatch()
{
    unregister(m_arrivals);
    unregister(m_device);
}

void DeviceWatch::watchArrivals(const GUID &interfaceClass)
{
    if (m_arrivals)
        return;
    CM_NOTIFY_FILTER filter = {};
    filter.FilterType = CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE;
    filter.u.DeviceInterface.ClassGuid = interfaceClass;
    m_arrivals = registerFor(filter, this, handle);
}

void DeviceWatch::watchDevice(HANDLE device)
{
    CM_NOTIFY_FILTER filter = {};
    filter.FilterType = CM_NOTIFY_FILTER_TYPE_DEVICEHANDLE;
    filter.u.DeviceHandle.hTarget = device;
    m_device = registerFor(filter, this, handle);
}

// Later, because a callback may be waiting for what this is called from.
void DeviceWatch::forgetDevice()
{
    const HCMNOTIFICATION notification = std::exchange(m_device, nullptr);
    QMetaObject::invokeMethod(
        this, [notification] { unregister(notification); }, Qt::QueuedConnection);
}

DWORD CALLBACK DeviceWatch::handle(HCMNOTIFICATION, void *context, CM_NOTIFY_ACTION action,
                                   CM_NOTIFY_EVENT_DATA *data, DWORD)
{
    auto *self = static_cast<DeviceWatch *>(context);
    switch (action) {
    case CM_NOTIFY_ACTION_DEVICEINTERFACEARRIVAL:
        QMetaObject::invokeMethod(self, &DeviceWatch::arrived, Qt::QueuedConnection);
        break;
    case CM_NOTIFY_ACTION_DEVICEQUERYREMOVE:
    case CM_NOTIFY_ACTION_DEVICEREMOVEPENDING:
    case CM_NOTIFY_ACTION_DEVICEREMOVECOMPLETE:
        self->handleLeaving();
        break;
    case CM_NOTIFY_ACTION_DEVICECUSTOMEVENT:
        if (hasPortStatus(*data)) {
            QMetaObject::invokeMethod(
                self, [self, connected = isConnected(*data)] { Q_EMIT self->hostChanged(connected); },
                Qt::QueuedConnection);
        }
        break;
    default:
        break;
    }
    return ERROR_SUCCESS;
}

// In Windows' thread: a handle that stays open makes the removal fail.
void DeviceWatch::handleLeaving()
{
    const auto done = std::make_shared<QSemaphore>();
    QMetaObject::invokeMethod(
        this,
        [this, done] {
            Q_EMIT leaving();
            done->release();
        },
        Qt::QueuedConnection);
    done->tryAcquire(1, closePatience);
}

} // namespace ga

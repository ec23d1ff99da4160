// SPDX-License-Identifier: Apache-2.0
// CM_Register_Notification(), whose callbacks come in threads of Windows'.
#include "platform/windows/channel/device_watch.h"

#include "platform/windows/channel/device_news.h"

#include <QSemaphore>

#include <memory>
#include <utility>

namespace ga {

namespace {

constexpr int closePatience = 2000; // Milliseconds.

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

DeviceNews newsOf(CM_NOTIFY_ACTION action, const CM_NOTIFY_EVENT_DATA &data)
{
    if (action != CM_NOTIFY_ACTION_DEVICECUSTOMEVENT ||
        data.FilterType != CM_NOTIFY_FILTER_TYPE_DEVICEHANDLE)
        return deviceNews(action, {}, {});
    const auto &event = data.u.DeviceHandle;
    return deviceNews(
        action, QByteArrayView(reinterpret_cast<const char *>(&event.EventGuid), sizeof(GUID)),
        QByteArrayView(reinterpret_cast<const char *>(event.Data), qsizetype(event.DataSize)));
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
    const DeviceNews news = newsOf(action, *data);
    switch (news) {
    case DeviceNews::Arrived:
        QMetaObject::invokeMethod(self, &DeviceWatch::arrived, Qt::QueuedConnection);
        break;
    case DeviceNews::Leaving:
        self->handleLeaving();
        break;
    case DeviceNews::HostConnected:
    case DeviceNews::HostDisconnected:
        QMetaObject::invokeMethod(
            self,
            [self, connected = news == DeviceNews::HostConnected] {
                Q_EMIT self->hostChanged(connected);
            },
            Qt::QueuedConnection);
        break;
    case DeviceNews::None:
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

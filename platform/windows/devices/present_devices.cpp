// SPDX-License-Identifier: Apache-2.0
// Asks the configuration manager for the devices on PCI.
#include "platform/windows/devices/present_devices.h"

#include <initguid.h> // The property keys are defined here.

#include <windows.h>

#include <cfgmgr32.h>
#include <devpropdef.h>
#include <devpkey.h>

#include <cstring>

namespace ga {

namespace {

constexpr ULONG presentOnPci = CM_GETIDLIST_FILTER_ENUMERATOR | CM_GETIDLIST_FILTER_PRESENT;

QList<QString> stringsOf(const wchar_t *list, qsizetype length)
{
    const QString text = QString::fromWCharArray(list, length);
    return text.split(QChar(u'\0'), Qt::SkipEmptyParts);
}

// Empty where the device lacks it, or has it of another type.
QByteArray propertyOf(DEVINST device, const DEVPROPKEY &key, DEVPROPTYPE wanted)
{
    DEVPROPTYPE type = DEVPROP_TYPE_EMPTY;
    ULONG size = 0;
    if (::CM_Get_DevNode_PropertyW(device, &key, &type, nullptr, &size, 0) != CR_BUFFER_SMALL ||
        type != wanted)
        return {};
    QByteArray value(qsizetype(size), '\0');
    if (::CM_Get_DevNode_PropertyW(device, &key, &type, reinterpret_cast<BYTE *>(value.data()),
                                   &size, 0) != CR_SUCCESS)
        return {};
    return value;
}

QStringList textsOf(DEVINST device, const DEVPROPKEY &key, DEVPROPTYPE type)
{
    const QByteArray value = propertyOf(device, key, type);
    return stringsOf(reinterpret_cast<const wchar_t *>(value.constData()),
                     value.size() / qsizetype(sizeof(wchar_t)));
}

std::optional<qint64> timeOf(DEVINST device, const DEVPROPKEY &key)
{
    const QByteArray value = propertyOf(device, key, DEVPROP_TYPE_FILETIME);
    qint64 time = 0;
    if (value.size() != sizeof time)
        return std::nullopt;
    std::memcpy(&time, value.constData(), sizeof time);
    return time;
}

// CM_PROB_..., 0 for none.
quint32 problemOf(DEVINST device)
{
    ULONG status = 0;
    ULONG problem = 0;
    const bool told = ::CM_Get_DevNode_Status(&status, &problem, device, 0) == CR_SUCCESS;
    return told && (status & DN_HAS_PROBLEM) ? quint32(problem) : 0;
}

InstalledDevice describe(DEVINST device)
{
    const auto text = [&](const DEVPROPKEY &key) {
        return textsOf(device, key, DEVPROP_TYPE_STRING).value(0);
    };
    return {.hardwareIds = textsOf(device, DEVPKEY_Device_HardwareIds, DEVPROP_TYPE_STRING_LIST),
            .driverName = text(DEVPKEY_Device_DriverDesc),
            .driverDate = timeOf(device, DEVPKEY_Device_DriverDate),
            .driverVersion = text(DEVPKEY_Device_DriverVersion),
            .problem = problemOf(device)};
}

// A device may come between the question for the size and the one for the list.
CONFIGRET readInstances(QStringList &instances)
{
    for (;;) {
        ULONG size = 0;
        CONFIGRET result = ::CM_Get_Device_ID_List_SizeW(&size, L"PCI", presentOnPci);
        if (result != CR_SUCCESS)
            return result;
        QList<wchar_t> list(qsizetype(size) + 1);
        result = ::CM_Get_Device_ID_ListW(L"PCI", list.data(), size, presentOnPci);
        if (result == CR_SUCCESS)
            instances = stringsOf(list.constData(), list.size());
        if (result != CR_BUFFER_SMALL)
            return result;
    }
}

} // namespace

Result<QList<InstalledDevice>> presentPciDevices()
{
    QStringList instances;
    if (const CONFIGRET result = readInstances(instances); result != CR_SUCCESS)
        return fail(QStringLiteral("failed to list the devices: configuration manager error %1")
                        .arg(result));
    QList<InstalledDevice> devices;
    for (const QString &instance : instances) {
        DEVINST device = 0;
        auto *id = const_cast<wchar_t *>(reinterpret_cast<const wchar_t *>(instance.utf16()));
        if (::CM_Locate_DevNodeW(&device, id, CM_LOCATE_DEVNODE_NORMAL) == CR_SUCCESS)
            devices.append(describe(device));
    }
    return devices;
}

} // namespace ga

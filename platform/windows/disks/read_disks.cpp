// SPDX-License-Identifier: Apache-2.0
// SetupAPI names the disks, their drivers and the configuration manager tell the rest.
#include "platform/windows/disks/read_disks.h"

#include "platform/windows/disks/device_control.h"
#include "platform/windows/disks/storage_decoder.h"
#include "platform/windows/system/windows_error.h"

#include <initguid.h> // GUID_DEVINTERFACE_DISK is defined here.

#include <windows.h>

#include <cfgmgr32.h>
#include <ntddscsi.h>
#include <setupapi.h>
#include <winioctl.h>

#include <array>
#include <memory>

namespace ga {

namespace {

constexpr quint32 busTypeNvme = 0x11;

struct DestroyList
{
    void operator()(void *list) const { ::SetupDiDestroyDeviceInfoList(list); }
};

bool isOnPci(DEVINST device)
{
    std::array<wchar_t, MAX_DEVICE_ID_LEN + 1> id{};
    return ::CM_Get_Device_IDW(device, id.data(), ULONG(id.size()), 0) == CR_SUCCESS &&
           QString::fromWCharArray(id.data()).startsWith(QLatin1StringView("PCI\\"),
                                                         Qt::CaseInsensitive);
}

std::optional<quint32> numberOf(DEVINST device, ULONG property)
{
    DWORD value = 0;
    ULONG size = sizeof value;
    if (::CM_Get_DevNode_Registry_PropertyW(device, property, nullptr, &value, &size, 0) !=
            CR_SUCCESS ||
        size != sizeof value)
        return std::nullopt;
    return value;
}

std::optional<PciLocation> pciLocationOf(DEVINST device)
{
    do {
        if (!isOnPci(device))
            continue;
        const auto bus = numberOf(device, CM_DRP_BUSNUMBER);
        const auto address = numberOf(device, CM_DRP_ADDRESS);
        return bus && address ? std::optional(PciLocation{*bus, *address}) : std::nullopt;
    } while (::CM_Get_Parent(&device, device, 0) == CR_SUCCESS);
    return std::nullopt;
}

// The health page is read by a handle that may read and write, as it goes to the disk itself.
QByteArray healthOf(const QString &path)
{
    const Handle device = openDevice(path, GENERIC_READ | GENERIC_WRITE);
    const QByteArray query = nvmeHealthQuery();
    const auto answer =
        controlDevice(device, IOCTL_STORAGE_QUERY_PROPERTY, query, query.size());
    return answer ? decodeNvmeHealth(*answer) : QByteArray();
}

std::optional<PhysicalDisk> describe(const QString &path, DEVINST instance, DiskDetail detail)
{
    const Handle device = openDevice(path, 0);
    const auto numbers = controlDevice(device, IOCTL_STORAGE_GET_DEVICE_NUMBER, {}, 12);
    const auto number = numbers ? decodeDiskNumber(*numbers) : std::nullopt;
    if (!number)
        return std::nullopt;
    PhysicalDisk disk;
    disk.number = *number;
    const QByteArray query(12, '\0'); // StorageDeviceProperty, PropertyStandardQuery.
    if (const auto answer = controlDevice(device, IOCTL_STORAGE_QUERY_PROPERTY, query, 1024)) {
        const auto descriptor = decodeDeviceDescriptor(*answer).value_or(DeviceDescriptor());
        disk.busType = descriptor.busType;
        disk.serial = descriptor.serial;
    }
    if (const auto answer = controlDevice(device, IOCTL_SCSI_GET_ADDRESS, {}, 8))
        disk.scsi = decodeScsiAddress(*answer);
    disk.pci = pciLocationOf(instance);
    if (detail == DiskDetail::Health && disk.busType == busTypeNvme)
        disk.health = healthOf(path);
    return disk;
}

// The path of an interface, and the device that it belongs to.
QString pathOf(HDEVINFO list, SP_DEVICE_INTERFACE_DATA &entry, SP_DEVINFO_DATA &device)
{
    DWORD size = 0;
    ::SetupDiGetDeviceInterfaceDetailW(list, &entry, nullptr, 0, &size, nullptr);
    QByteArray buffer(qsizetype(size) + qsizetype(sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_W)), '\0');
    auto *detail = reinterpret_cast<SP_DEVICE_INTERFACE_DETAIL_DATA_W *>(buffer.data());
    detail->cbSize = sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_W);
    device.cbSize = sizeof device;
    if (!::SetupDiGetDeviceInterfaceDetailW(list, &entry, detail, size, nullptr, &device))
        return {};
    return QString::fromWCharArray(detail->DevicePath);
}

} // namespace

Result<QList<PhysicalDisk>> readDisks(DiskDetail detail)
{
    const HDEVINFO found = ::SetupDiGetClassDevsW(&GUID_DEVINTERFACE_DISK, nullptr, nullptr,
                                                  DIGCF_PRESENT | DIGCF_DEVICEINTERFACE);
    if (found == INVALID_HANDLE_VALUE)
        return failWindows(QStringLiteral("failed to list the disks"));
    const std::unique_ptr<void, DestroyList> list(found);
    QList<PhysicalDisk> disks;
    SP_DEVICE_INTERFACE_DATA entry{};
    entry.cbSize = sizeof entry;
    for (DWORD i = 0; ::SetupDiEnumDeviceInterfaces(list.get(), nullptr, &GUID_DEVINTERFACE_DISK, i,
                                                    &entry);
         ++i) {
        SP_DEVINFO_DATA device{};
        const QString path = pathOf(list.get(), entry, device);
        const auto disk = path.isEmpty() ? std::nullopt : describe(path, device.DevInst, detail);
        if (disk)
            disks.append(*disk);
    }
    return disks;
}

} // namespace ga

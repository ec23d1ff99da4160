// SPDX-License-Identifier: Apache-2.0
// Which devices guest-get-devices tells, and how.
#include "platform/windows/devices/device_list.h"

#include "platform/windows/system/file_time.h"

#include <QRegularExpression>

namespace ga {

namespace {

constexpr quint64 virtioVendor = 0x1af4;
constexpr quint64 qemuVendor = 0x1b36;

// Of virtio-serial: before virtio 1.0, and since.
constexpr quint64 oldConsole = 0x1003;
constexpr quint64 console = 0x1043;

std::optional<DeviceId> virtualDeviceId(const InstalledDevice &device)
{
    for (const QString &hardwareId : device.hardwareIds) {
        const auto id = pciDeviceId(hardwareId);
        if (id && (id->vendorId == virtioVendor || id->vendorId == qemuVendor))
            return id;
    }
    return std::nullopt;
}

} // namespace

std::optional<DeviceId> pciDeviceId(const QString &hardwareId)
{
    static const QRegularExpression form(
        QStringLiteral("^PCI\\\\VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4})(&|$)"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(hardwareId);
    if (!match.hasMatch())
        return std::nullopt;
    return DeviceId{.type = DeviceType::Pci,
                    .vendorId = match.capturedView(1).toUShort(nullptr, 16),
                    .deviceId = match.capturedView(2).toUShort(nullptr, 16)};
}

QList<DeviceDriver> virtualDevices(const QList<InstalledDevice> &devices)
{
    QList<DeviceDriver> drivers;
    for (const InstalledDevice &device : devices) {
        const auto id = virtualDeviceId(device);
        if (!id || device.driverName.isEmpty())
            continue;
        DeviceDriver driver{.driverName = device.driverName, .id = id};
        if (device.driverDate)
            driver.driverDate = nanosecondsOfFileTime(*device.driverDate);
        if (!device.driverVersion.isEmpty())
            driver.driverVersion = device.driverVersion;
        drivers.append(driver);
    }
    return drivers;
}

QList<InstalledDevice> consoleDevices(const QList<InstalledDevice> &devices)
{
    QList<InstalledDevice> consoles;
    for (const InstalledDevice &device : devices) {
        const auto id = virtualDeviceId(device);
        if (id && id->vendorId == virtioVendor &&
            (id->deviceId == oldConsole || id->deviceId == console))
            consoles.append(device);
    }
    return consoles;
}

} // namespace ga

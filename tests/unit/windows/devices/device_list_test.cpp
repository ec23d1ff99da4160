// SPDX-License-Identifier: Apache-2.0
// Which devices of a Windows guest are told, and what of them.
#include "platform/windows/devices/device_list.h"

#include <QTest>

using namespace ga;

namespace {

InstalledDevice device(const char *hardwareId, const char *name)
{
    return {.hardwareIds = {QString::fromLatin1(hardwareId)}, .driverName = QString::fromLatin1(name)};
}

} // namespace

class DeviceListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idIsReadFromTheHardwareId_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("vendor"); // -1: it is none.
        QTest::addColumn<int>("device");
        const auto row = [](const char *text, int vendor, int device) {
            QTest::newRow(text) << QString::fromLatin1(text) << vendor << device;
        };
        row("PCI\\VEN_1AF4&DEV_1041&SUBSYS_11001AF4&REV_01", 0x1af4, 0x1041);
        row("PCI\\VEN_1AF4&DEV_1041", 0x1af4, 0x1041);
        row("PCI\\VEN_1AF4&DEV_105C&REV_01", 0x1af4, 0x105c); // qemu-ga misses C to F.
        row("PCI\\VEN_1AF4&DEV_10FF", 0x1af4, 0x10ff);
        row("pci\\ven_1af4&dev_105a", 0x1af4, 0x105a);
        row("PCI\\VEN_8086&DEV_29C0&SUBSYS_11001AF4", 0x8086, 0x29c0);
        row("PCI\\VEN_1AF4&DEV_10411", -1, -1);
        row("PCI\\VEN_1AF4", -1, -1);
        row("USB\\VEN_1AF4&DEV_1041", -1, -1);
        row("XPCI\\VEN_1AF4&DEV_1041", -1, -1);
        row("", -1, -1);
    }

    void idIsReadFromTheHardwareId()
    {
        QFETCH(QString, text);
        QFETCH(int, vendor);
        QFETCH(int, device);
        const auto id = pciDeviceId(text);
        QCOMPARE(id ? int(id->vendorId) : -1, vendor);
        QCOMPARE(id ? int(id->deviceId) : -1, device);
    }

    void virtualDevicesOnlyAreTold()
    {
        const auto drivers = virtualDevices({device("PCI\\VEN_8086&DEV_2922", "AHCI"),
                                             device("PCI\\VEN_1B36&DEV_0100", "QXL"),
                                             device("PCI\\VEN_1AF4&DEV_1045", "Balloon"),
                                             device("PCI\\VEN_10EC&DEV_1AF4", "Realtek")});
        QCOMPARE(drivers.size(), 2);
        QCOMPARE(drivers[0].driverName, QStringLiteral("QXL"));
        QCOMPARE(drivers[1].driverName, QStringLiteral("Balloon"));
        QCOMPARE(drivers[1].id->deviceId, 0x1045u);
    }

    void driverHasDateAndVersion()
    {
        InstalledDevice source = device("PCI\\VEN_1AF4&DEV_1041", "NetKVM");
        source.driverDate = 133444736000000000; // 2023-11-14 22:13:20 UTC.
        source.driverVersion = QStringLiteral("100.94.104.24800");
        const auto driver = virtualDevices({source}).value(0);
        QCOMPARE(driver.driverDate, 1700000000000000000);
        QCOMPARE(driver.driverVersion, QStringLiteral("100.94.104.24800"));
    }

    void whatTheDriverLacksIsAbsent()
    {
        const auto driver = virtualDevices({device("PCI\\VEN_1AF4&DEV_1041", "NetKVM")}).value(0);
        QVERIFY(!driver.driverDate && !driver.driverVersion);
    }

    void deviceWithoutDriverIsLeftOut()
    {
        QVERIFY(virtualDevices({device("PCI\\VEN_1AF4&DEV_1041", "")}).isEmpty());
    }

    void anyOfItsHardwareIdsCounts()
    {
        InstalledDevice source = device("ACPI\\QEMU0002", "Generation");
        source.hardwareIds += QStringLiteral("PCI\\VEN_1B36&DEV_0005");
        QCOMPARE(virtualDevices({source}).size(), 1);
    }
};

QTEST_GUILESS_MAIN(DeviceListTest)
#include "device_list_test.moc"

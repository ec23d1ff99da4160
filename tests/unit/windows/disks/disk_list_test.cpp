// SPDX-License-Identifier: Apache-2.0
// What is told of a Windows guest's disks.
#include "platform/windows/disks/disk_list.h"

#include <QTest>

using namespace ga;

namespace {

// A disk of an AHCI controller's port 2, as storahci tells it.
PhysicalDisk sataDisk()
{
    return {.number = 1,
            .busType = 0x0b,
            .serial = QStringLiteral("QM00005"),
            .scsi = ScsiAddress{2, 0, 0},
            .pci = PciLocation{0x00, 0x001f0002},
            .health = {}};
}

} // namespace

class DiskListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diskHasItsNameAndAddress()
    {
        const auto list = diskList({sataDisk()});
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0].name, QStringLiteral("\\\\.\\PhysicalDrive1"));
        QVERIFY(!list[0].partition);
        QVERIFY(!list[0].dependencies && !list[0].alias && !list[0].smart);
        const DiskAddress &address = *list[0].address;
        QCOMPARE(address.dev, QStringLiteral("\\\\.\\PhysicalDrive1"));
        QCOMPARE(address.serial, QStringLiteral("QM00005"));
        QCOMPARE(address.pciController.domain, 0);
        QCOMPARE(address.pciController.bus, 0);
        QCOMPARE(address.pciController.slot, 0x1f);
        QCOMPARE(address.pciController.function, 2);
    }

    void portOfSataIsTheUnit()
    {
        const DiskAddress address = diskAddress(sataDisk());
        QCOMPARE(address.busType, DiskBus::Sata);
        QCOMPARE(address.bus, 0);
        QCOMPARE(address.target, 0);
        QCOMPARE(address.unit, 2);
    }

    void scsiHasItsWholeAddress()
    {
        PhysicalDisk disk = sataDisk();
        disk.busType = 0x0a; // What vioscsi says: SAS.
        disk.scsi = ScsiAddress{1, 2, 3};
        const DiskAddress address = diskAddress(disk);
        QCOMPARE(address.busType, DiskBus::Sas);
        QCOMPARE(address.bus, 1);
        QCOMPARE(address.target, 2);
        QCOMPARE(address.unit, 3);
    }

    void segmentIsThePciDomain()
    {
        PhysicalDisk disk = sataDisk();
        disk.pci = PciLocation{0x00010a05, 0x00030000};
        const PciAddress address = diskAddress(disk).pciController;
        QCOMPARE(address.domain, 0x10a);
        QCOMPARE(address.bus, 5);
        QCOMPARE(address.slot, 3);
        QCOMPARE(address.function, 0);
    }

    void whatIsNotKnownIsSaid()
    {
        const DiskAddress address = diskAddress({.number = 7});
        QCOMPARE(address.busType, DiskBus::Unknown);
        QCOMPARE(address.pciController.domain, -1);
        QCOMPARE(address.pciController.function, -1);
        QVERIFY(!address.serial);
    }

    void busIsToldByWindowsNumber_data()
    {
        QTest::addColumn<quint32>("number");
        QTest::addColumn<DiskBus>("bus");
        QTest::newRow("SCSI") << 1u << DiskBus::Scsi;
        QTest::newRow("ATAPI") << 2u << DiskBus::Ide;
        QTest::newRow("ATA") << 3u << DiskBus::Ide;
        QTest::newRow("fibre, which qemu-ga calls ssa") << 6u << DiskBus::Fibre;
        QTest::newRow("USB") << 7u << DiskBus::Usb;
        QTest::newRow("RAID") << 8u << DiskBus::Raid;
        QTest::newRow("iSCSI") << 9u << DiskBus::Iscsi;
        QTest::newRow("virtual") << 0x0eu << DiskBus::Virtual;
        QTest::newRow("file") << 0x0fu << DiskBus::FileBackedVirtual;
        QTest::newRow("Storage Spaces") << 0x10u << DiskBus::Virtual;
        QTest::newRow("NVMe") << 0x11u << DiskBus::Nvme;
        QTest::newRow("of the future") << 0x7fu << DiskBus::Unknown;
    }

    void busIsToldByWindowsNumber()
    {
        QFETCH(quint32, number);
        QFETCH(DiskBus, bus);
        QCOMPARE(diskAddress({.busType = number}).busType, bus);
    }

    void nvmeDiskHasItsHealth()
    {
        PhysicalDisk disk{.number = 0, .busType = 0x11, .scsi = ScsiAddress{9, 9, 9}};
        disk.health = QByteArray(512, '\0');
        disk.health[5] = 42;
        const auto info = diskList({disk}).value(0);
        QVERIFY(info.smart);
        QCOMPARE(info.smart->percentageUsed, 42);
        QCOMPARE(info.address->unit, 0);
    }

    void disksAreInTheOrderOfTheirNumbers()
    {
        const auto list = diskList({{.number = 10}, {.number = 2}, {.number = 0}});
        QCOMPARE(list[0].name, QStringLiteral("\\\\.\\PhysicalDrive0"));
        QCOMPARE(list[2].name, QStringLiteral("\\\\.\\PhysicalDrive10"));
    }
};

QTEST_GUILESS_MAIN(DiskListTest)
#include "disk_list_test.moc"

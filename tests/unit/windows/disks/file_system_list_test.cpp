// SPDX-License-Identifier: Apache-2.0
// What is told of a Windows guest's volumes.
#include "platform/windows/disks/file_system_list.h"

#include <QTest>

using namespace ga;

namespace {

Volume systemVolume()
{
    return {.name = QStringLiteral("\\\\?\\Volume{a}\\"),
            .mountpoints = {QStringLiteral("D:\\mnt\\c\\"), QStringLiteral("C:\\")},
            .type = QStringLiteral("NTFS"),
            .isFixed = true,
            .totalBytes = 1000,
            .freeBytes = 400,
            .disks = {1}};
}

QString mountpointOf(const QStringList &paths)
{
    Volume volume = systemVolume();
    volume.mountpoints = paths;
    return fileSystemList({volume}, {}).value(0).mountpoint;
}

} // namespace

class FileSystemListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void volumeHasAllItsMembers()
    {
        const PhysicalDisk disk{.number = 1, .busType = 1, .serial = QStringLiteral("s")};
        const auto list = fileSystemList({systemVolume()}, {disk});
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0].name, QStringLiteral("\\\\?\\Volume{a}\\"));
        QCOMPARE(list[0].mountpoint, QStringLiteral("C:\\"));
        QCOMPARE(list[0].type, QStringLiteral("NTFS"));
        QCOMPARE(list[0].totalBytes, 1000u);
        QCOMPARE(list[0].usedBytes, 600u);
        QVERIFY(!list[0].totalBytesPrivileged);
        QCOMPARE(list[0].disk.size(), 1);
        QCOMPARE(list[0].disk[0].busType, DiskBus::Scsi);
        QCOMPARE(list[0].disk[0].serial, QStringLiteral("s"));
    }

    void driveLetterComesBeforeFolders()
    {
        QCOMPARE(mountpointOf({QStringLiteral("C:\\a\\"), QStringLiteral("X:\\")}),
                 QStringLiteral("X:\\"));
        QCOMPARE(mountpointOf({QStringLiteral("C:\\a\\"), QStringLiteral("C:\\b\\")}),
                 QStringLiteral("C:\\a\\"));
    }

    void volumeThatIsMountedNowhereHasItsSize()
    {
        QCOMPARE(mountpointOf({}), QStringLiteral("System Reserved"));
        Volume volume = systemVolume();
        volume.mountpoints.clear();
        QCOMPARE(fileSystemList({volume}, {})[0].totalBytes, 1000u);
    }

    void volumeWithoutFileSystemIsLeftOut()
    {
        Volume volume = systemVolume();
        volume.type.clear();
        QVERIFY(fileSystemList({volume}, {}).isEmpty());
    }

    void sizeThatIsNotKnownIsAbsent()
    {
        Volume volume = systemVolume();
        volume.freeBytes = std::nullopt;
        QVERIFY(!fileSystemList({volume}, {})[0].usedBytes);
        QVERIFY(!fileSystemList({volume}, {})[0].totalBytes);
    }

    void spannedVolumeHasAllItsDisks()
    {
        Volume volume = systemVolume();
        volume.disks = {3, 1};
        const auto disks = fileSystemList({volume}, {{.number = 1, .busType = 0x11}})[0].disk;
        QCOMPARE(disks.size(), 2);
        QCOMPARE(disks[0].dev, QStringLiteral("\\\\.\\PhysicalDrive3")); // Nothing else is known.
        QCOMPARE(disks[0].busType, DiskBus::Unknown);
        QCOMPARE(disks[1].busType, DiskBus::Nvme);
    }
};

QTEST_GUILESS_MAIN(FileSystemListTest)
#include "file_system_list_test.moc"

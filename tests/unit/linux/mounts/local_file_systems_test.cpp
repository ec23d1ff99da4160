// SPDX-License-Identifier: Apache-2.0
// Which mounts are local file systems, and reaching one through its mounts.
#include "platform/linux/mounts/local_file_systems.h"
#include "platform/linux/mounts/mount_access.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace ga;

class LocalFileSystemsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileSystemsWithoutBlockDeviceAreLeftOut();
    void firstMountOfADeviceNamesIt();
    void btrfsIsKnownByItsSource();
    void btrfsWithoutBlockDeviceIsLeftOut();
    void pathThatLeadsElsewhereIsPassedBy();
    void pathThatLeadsToItIsOpened();
    void missingPathTellsWhy();

private:
    static QList<LocalFileSystem> parsed(const QByteArray &text);
    static Mount mountOf(const QString &directory);
};

QList<LocalFileSystem> LocalFileSystemsTest::parsed(const QByteArray &text)
{
    const auto devices = [](const QByteArray &path) -> std::optional<DeviceNumber> {
        return path == "/dev/vdb" ? std::optional(DeviceNumber{254, 16}) : std::nullopt;
    };
    return localFileSystems(parseMountInfo(text).value_or(QList<Mount>()), devices);
}

void LocalFileSystemsTest::fileSystemsWithoutBlockDeviceAreLeftOut()
{
    const auto fileSystems = parsed("1 0 0:21 / /proc rw - proc proc rw\n"
                                    "2 0 0:50 / /net rw - nfs4 host:/export rw\n"
                                    "3 0 0:51 / /fuse rw - fuse.sshfs host: rw\n"
                                    "4 0 0:52 / /over rw - overlay overlay rw\n"
                                    "5 0 0:53 / /zpool rw - zfs tank rw\n"
                                    "6 0 0:54 / /host rw - 9p host rw\n"
                                    "7 0 0:55 / /tmp rw - tmpfs tmpfs rw\n"
                                    "8 0 8:1 / /data rw - ext4 /dev/sda1 rw\n"
                                    "9 0 8:2 / /ntfs rw - fuseblk /dev/sda2 rw\n");
    QCOMPARE(fileSystems.size(), 2);
    QCOMPARE(fileSystems[0].directory, QByteArray("/data"));
    QCOMPARE(fileSystems[1].directory, QByteArray("/ntfs"));
}

void LocalFileSystemsTest::firstMountOfADeviceNamesIt()
{
    const auto fileSystems = parsed("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
                                    "2 0 8:2 / /data rw - xfs /dev/sda2 rw\n"
                                    "3 0 8:1 /srv /bind rw - ext4 /dev/sda1 rw\n");
    QCOMPARE(fileSystems.size(), 2);
    QCOMPARE(fileSystems[0].directory, QByteArray("/"));
    QCOMPARE(fileSystems[0].mounts.size(), 2);
    QCOMPARE(fileSystems[0].mounts[1].directory, QByteArray("/bind"));
}

void LocalFileSystemsTest::btrfsIsKnownByItsSource()
{
    const auto fileSystems = parsed("1 0 0:40 /@ / rw - btrfs /dev/vdb rw\n"
                                    "2 0 0:40 /@home /home rw - btrfs /dev/vdb rw\n");
    QCOMPARE(fileSystems.size(), 1);
    QVERIFY((fileSystems[0].device == DeviceNumber{254, 16}));
    QCOMPARE(fileSystems[0].mounts.size(), 2);
}

void LocalFileSystemsTest::btrfsWithoutBlockDeviceIsLeftOut()
{
    QVERIFY(parsed("1 0 0:40 / / rw - btrfs /dev/root rw\n").isEmpty());
}

Mount LocalFileSystemsTest::mountOf(const QString &directory)
{
    const QByteArray path = QFile::encodeName(directory);
    struct statx status = {};
    if (::statx(AT_FDCWD, path.constData(), 0, STATX_BASIC_STATS | STATX_MNT_ID, &status) != 0)
        return {};
    return {.id = int(status.stx_mnt_id),
            .device = {status.stx_dev_major, status.stx_dev_minor},
            .directory = path,
            .accessPath = path};
}

void LocalFileSystemsTest::pathThatLeadsElsewhereIsPassedBy()
{
    const QTemporaryDir here;
    Mount covered = mountOf(here.path());
    covered.id += 1; // As if another mount were on top.
    covered.device.minor += 1;
    const auto opened = openFileSystem({.mounts = {covered}}, O_RDONLY);
    QVERIFY(!opened);
    QCOMPARE(opened.error().systemError, 0);
    QVERIFY(openFileSystem({.mounts = {covered, mountOf(here.path())}}, O_RDONLY));
}

void LocalFileSystemsTest::pathThatLeadsToItIsOpened()
{
    const QTemporaryDir here;
    const auto opened = openFileSystem({.mounts = {mountOf(here.path())}}, O_RDONLY);
    QVERIFY(opened);
    QVERIFY(opened->isValid());
}

void LocalFileSystemsTest::missingPathTellsWhy()
{
    Mount missing;
    missing.accessPath = "/nonexistent";
    const auto opened = openFileSystem({.mounts = {missing}}, O_RDONLY);
    QVERIFY(!opened);
    QCOMPARE(opened.error().systemError, ENOENT);
}

QTEST_GUILESS_MAIN(LocalFileSystemsTest)
#include "local_file_systems_test.moc"

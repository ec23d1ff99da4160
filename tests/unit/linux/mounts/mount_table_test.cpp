// SPDX-License-Identifier: Apache-2.0
// Reading mountinfo, and whose mountinfo is believed.
#include "platform/linux/mounts/mount_table.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ga;

namespace {

const QByteArray rootLine = "27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,discard\n";
const QByteArray homeLine = "40 27 254:2 / /home rw - xfs /dev/vda2 rw\n";
const QByteArray privateLine = "90 27 7:3 / /private rw - ext4 /dev/loop3 rw\n";

} // namespace

class MountTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineIsDecoded();
    void readOnlyIsWhatTheFileSystemIs();
    void escapedPathIsDecoded();
    void nonsenseIsLeftOut();
    void endsInTheMiddleOfALine();
    void emptyTextIsNoMounts();
    void mountsOfPidOneComeFirst();
    void containedProcessSeesItsOwnMountsOnly();
    void ownTableIsEnoughWithoutPidOne();
    void missingProcIsAnError();

private:
    static QList<QByteArray> directories(const QList<Mount> &mounts);
    static void writeMountInfo(const QTemporaryDir &proc, const char *process,
                               const QByteArray &text);
};

QList<QByteArray> MountTableTest::directories(const QList<Mount> &mounts)
{
    QList<QByteArray> names;
    for (const Mount &mount : mounts)
        names.append(mount.directory);
    return names;
}

void MountTableTest::writeMountInfo(const QTemporaryDir &proc, const char *process,
                                    const QByteArray &text)
{
    const QString directory = proc.filePath(QLatin1StringView(process));
    QVERIFY(QDir().mkpath(directory));
    QFile file(directory + QStringLiteral("/mountinfo"));
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void MountTableTest::lineIsDecoded()
{
    const auto mounts = parseMountInfo(rootLine);
    QVERIFY(mounts);
    QCOMPARE(mounts->size(), 1);
    const Mount &mount = mounts->first();
    QCOMPARE(mount.id, 27);
    QVERIFY((mount.device == DeviceNumber{254, 1}));
    QCOMPARE(mount.directory, QByteArray("/"));
    QCOMPARE(mount.accessPath, QByteArray("/"));
    QCOMPARE(mount.type, QByteArray("ext4"));
    QCOMPARE(mount.source, QByteArray("/dev/vda1"));
    QVERIFY(!mount.readOnly);
}

void MountTableTest::readOnlyIsWhatTheFileSystemIs()
{
    const auto mounts =
        parseMountInfo("1 0 7:1 / /mount ro - ext4 /dev/loop1 rw\n"
                       "2 0 7:2 / /super ro - ext4 /dev/loop2 ro,errors=remount-ro\n"
                       "3 0 7:3 / /neither rw - ext4 /dev/loop3 rw,errors=remount-ro\n");
    QVERIFY(mounts);
    QCOMPARE(mounts->size(), 3);
    QVERIFY(!mounts->at(0).readOnly);
    QVERIFY(mounts->at(1).readOnly);
    QVERIFY(!mounts->at(2).readOnly);
}

void MountTableTest::escapedPathIsDecoded()
{
    const auto mounts =
        parseMountInfo("1 0 7:1 / /mnt/a\\040b\\011\\134 rw - ext4 /dev/loop1 rw\n");
    QVERIFY(mounts);
    QCOMPARE(mounts->value(0).directory, QByteArray("/mnt/a b\t\\"));
}

void MountTableTest::nonsenseIsLeftOut()
{
    const auto mounts = parseMountInfo(rootLine + "not a mount\n99 what\n\n" + homeLine);
    QVERIFY(mounts);
    QCOMPARE(directories(*mounts), (QList<QByteArray>{"/", "/home"}));
}

void MountTableTest::endsInTheMiddleOfALine()
{
    const QByteArray text = rootLine + homeLine;
    for (qsizetype size = 0; size <= text.size(); ++size) {
        const auto mounts = parseMountInfo(text.first(size));
        QVERIFY(!mounts || mounts->size() <= 2);
    }
}

void MountTableTest::emptyTextIsNoMounts()
{
    const auto mounts = parseMountInfo({});
    QVERIFY(mounts);
    QVERIFY(mounts->isEmpty());
}

void MountTableTest::mountsOfPidOneComeFirst()
{
    const QTemporaryDir proc;
    writeMountInfo(proc, "1", rootLine + homeLine);
    writeMountInfo(proc, "self", rootLine + privateLine);
    const auto mounts = SystemMountTable(QFile::encodeName(proc.path())).read();
    QVERIFY(mounts);
    QCOMPARE(directories(*mounts), (QList<QByteArray>{"/", "/home", "/", "/private"}));
    QCOMPARE(mounts->at(1).accessPath, QFile::encodeName(proc.path()) + "/1/root/home");
    QCOMPARE(mounts->at(3).accessPath, QByteArray("/private"));
}

void MountTableTest::containedProcessSeesItsOwnMountsOnly()
{
    const QTemporaryDir proc;
    const QByteArray otherRoot = "200 1 0:55 / / rw - tmpfs tmpfs rw\n";
    writeMountInfo(proc, "1", rootLine + homeLine);
    writeMountInfo(proc, "self", otherRoot + privateLine);
    const auto mounts = SystemMountTable(QFile::encodeName(proc.path())).read();
    QVERIFY(mounts);
    QCOMPARE(directories(*mounts), (QList<QByteArray>{"/", "/private"}));
}

void MountTableTest::ownTableIsEnoughWithoutPidOne()
{
    const QTemporaryDir proc;
    writeMountInfo(proc, "self", rootLine + privateLine);
    const auto mounts = SystemMountTable(QFile::encodeName(proc.path())).read();
    QVERIFY(mounts);
    QCOMPARE(directories(*mounts), (QList<QByteArray>{"/", "/private"}));
}

void MountTableTest::missingProcIsAnError()
{
    const auto mounts = SystemMountTable(QByteArrayLiteral("/nonexistent")).read();
    QVERIFY(!mounts);
    QCOMPARE(mounts.error().description,
             QStringLiteral("open(\"/nonexistent/self/mountinfo\"): No such file or directory"));
}

QTEST_GUILESS_MAIN(MountTableTest)
#include "mount_table_test.moc"

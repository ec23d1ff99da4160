// SPDX-License-Identifier: Apache-2.0
// What lies on what, and the order of freezing that follows.
#include "platform/linux/mounts/survey.h"
#include "tests/fakes/sysfs_builder.h"

#include <QTest>

using namespace ga;

namespace {

constexpr DeviceNumber root{8, 1};
constexpr DeviceNumber data{8, 17};
constexpr DeviceNumber outerLoop{7, 0};
constexpr DeviceNumber innerLoop{7, 1};

LocalFileSystem fileSystem(DeviceNumber device, const QByteArray &directory,
                           const QByteArray &type = "ext4")
{
    const Mount mount{.device = device, .directory = directory, .type = type};
    return {.device = device, .directory = directory, .type = type, .mounts = {mount}};
}

QList<Mount> mountsOf(const QList<LocalFileSystem> &fileSystems)
{
    QList<Mount> mounts;
    for (const LocalFileSystem &each : fileSystems)
        mounts.append(each.mounts);
    return mounts;
}

std::optional<DeviceNumber> unknownBacking(const QByteArray &)
{
    return std::nullopt;
}

} // namespace

class BlockGraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastMountedIsFrozenFirst();
    void loopIsFrozenBeforeWhatHoldsIt();
    void nestedLoopsAreFrozenFromTheTopDown();
    void cycleComesToAnEnd();
    void independentOnesAreOneStep();
    void whatLiesOnAnotherIsAStepBefore();
    void whatLiesOnTheUnknownIsAStepBeforeAllThatWasThere();
    void deviceOfAServerLiesOnTheUnknown();
    void loopOnFuseLiesOnTheUnknown();
    void partitionLiesOnItsDisk();
    void volumeLiesOnItsSlaves();
    void loopLiesOnTheFileSystemOfItsBackingFile();
    void backingFileIsFoundByItsLongestMountPoint();
    void backingFileOnTmpfsIsNoDependency();
    void loopOverABlockDeviceLiesOnIt();
    void btrfsLiesOnAllItsMembers();
    void deviceThatSysfsDoesNotKnowLiesOnNothing();
};

void BlockGraphTest::lastMountedIsFrozenFirst()
{
    QCOMPARE(freezeOrder({root, data, outerLoop}, {}), (QList<qsizetype>{2, 1, 0}));
    QCOMPARE(freezeOrder({}, {}), QList<qsizetype>());
}

void BlockGraphTest::loopIsFrozenBeforeWhatHoldsIt()
{
    // Mounted first, as after a remount of what is beneath: the order of mounting alone would
    // block.
    BlockGraph graph;
    graph.add(outerLoop, data);
    QCOMPARE(freezeOrder({outerLoop, root, data}, graph), (QList<qsizetype>{0, 2, 1}));
}

void BlockGraphTest::nestedLoopsAreFrozenFromTheTopDown()
{
    BlockGraph graph;
    graph.add(innerLoop, outerLoop);
    graph.add(outerLoop, root);
    QCOMPARE(freezeOrder({innerLoop, outerLoop, root, data}, graph),
             (QList<qsizetype>{3, 0, 1, 2}));
    QVERIFY(graph.below(innerLoop).contains(root));
}

void BlockGraphTest::cycleComesToAnEnd()
{
    BlockGraph graph;
    graph.add(innerLoop, outerLoop);
    graph.add(outerLoop, innerLoop);
    QCOMPARE(freezeOrder({innerLoop, outerLoop}, graph).size(), 2);
    QCOMPARE(graph.below(innerLoop).size(), 2);
}

void BlockGraphTest::independentOnesAreOneStep()
{
    QCOMPARE(freezeSteps({root, data, outerLoop}, {}), (QList<QList<qsizetype>>{{2, 1, 0}}));
    QCOMPARE(freezeSteps({}, {}), QList<QList<qsizetype>>());
}

void BlockGraphTest::whatLiesOnAnotherIsAStepBefore()
{
    BlockGraph graph;
    graph.add(outerLoop, data);
    graph.add(innerLoop, outerLoop);
    QCOMPARE(freezeSteps({root, data, outerLoop, innerLoop}, graph),
             (QList<QList<qsizetype>>{{3, 0}, {2}, {1}}));
}

void BlockGraphTest::whatLiesOnTheUnknownIsAStepBeforeAllThatWasThere()
{
    BlockGraph graph;
    graph.addUnknown(outerLoop);
    QCOMPARE(freezeSteps({root, outerLoop, data}, graph), (QList<QList<qsizetype>>{{2, 1}, {0}}));
    graph.add(innerLoop, outerLoop);
    QVERIFY(graph.isUnknown(innerLoop));
    graph.add(root, innerLoop); // It was mounted before, and yet lies on them.
    QCOMPARE(freezeSteps({root, outerLoop, data}, graph), (QList<QList<qsizetype>>{{2, 0}, {1}}));
}

void BlockGraphTest::deviceOfAServerLiesOnTheUnknown()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("nbd0"), "43:0");
    sysfs.blockDevice(QStringLiteral("nbd0p1"), "43:1",
                      QStringLiteral("devices/virtual/block/nbd0"));
    sysfs.file(QStringLiteral("devices/virtual/block/nbd0/nbd0p1/partition"), "1\n");
    sysfs.blockDevice(QStringLiteral("vda"), "254:0", QStringLiteral("devices/pci/virtio1/block"));
    const QList<LocalFileSystem> fileSystems{fileSystem({254, 0}, "/"), fileSystem({43, 1}, "/n")};
    const BlockGraph graph = readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems),
                                            fileSystems, &unknownBacking);
    QVERIFY(graph.isUnknown({43, 1}));
    QVERIFY(!graph.isUnknown({254, 0}));
}

void BlockGraphTest::loopOnFuseLiesOnTheUnknown()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("loop0"), "7:0");
    sysfs.file(QStringLiteral("devices/virtual/block/loop0/loop/backing_file"), "/pool/image\n");
    const QList<LocalFileSystem> fileSystems{fileSystem(root, "/"), fileSystem(outerLoop, "/l")};
    QList<Mount> mounts = mountsOf(fileSystems);
    mounts.append({.device = {0, 30}, .directory = "/pool", .type = "fuse.mergerfs"});
    const auto graph =
        readBlockGraph(SysfsTree(sysfs.root()), mounts, fileSystems, &unknownBacking);
    QVERIFY(graph.isUnknown(outerLoop));
    mounts.last().type = "tmpfs";
    QVERIFY(!readBlockGraph(SysfsTree(sysfs.root()), mounts, fileSystems, &unknownBacking)
                 .isUnknown(outerLoop));
}

void BlockGraphTest::partitionLiesOnItsDisk()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("sda"), "8:0", QStringLiteral("devices/pci/block"));
    sysfs.blockDevice(QStringLiteral("sda1"), "8:1", QStringLiteral("devices/pci/block/sda"));
    sysfs.file(QStringLiteral("devices/pci/block/sda/sda1/partition"), "1\n");
    const QList<LocalFileSystem> fileSystems{fileSystem(root, "/")};
    const BlockGraph graph = readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems),
                                            fileSystems, &unknownBacking);
    QCOMPARE(graph.below(root), (QSet<DeviceNumber>{{8, 0}}));
}

void BlockGraphTest::volumeLiesOnItsSlaves()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("dm-0"), "253:0");
    sysfs.blockDevice(QStringLiteral("md0"), "9:0");
    sysfs.blockDevice(QStringLiteral("sdb"), "8:16");
    sysfs.link(QStringLiteral("devices/virtual/block/dm-0/slaves/md0"),
               QStringLiteral("../../md0"));
    sysfs.link(QStringLiteral("devices/virtual/block/md0/slaves/sdb"), QStringLiteral("../../sdb"));
    const QList<LocalFileSystem> fileSystems{fileSystem({253, 0}, "/")};
    const BlockGraph graph = readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems),
                                            fileSystems, &unknownBacking);
    QCOMPARE(graph.below({253, 0}), (QSet<DeviceNumber>{{9, 0}, {8, 16}}));
}

void BlockGraphTest::loopLiesOnTheFileSystemOfItsBackingFile()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("loop0"), "7:0");
    sysfs.file(QStringLiteral("devices/virtual/block/loop0/loop/backing_file"),
               "/gone/image (deleted)\n");
    const QList<LocalFileSystem> fileSystems{fileSystem(root, "/"), fileSystem(data, "/data"),
                                             fileSystem(outerLoop, "/l")};
    const auto backing = [](const QByteArray &name) {
        return name == "loop0" ? std::optional(data) : std::nullopt;
    };
    const BlockGraph graph =
        readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems), fileSystems, backing);
    QCOMPARE(graph.below(outerLoop), QSet<DeviceNumber>{data});
}

void BlockGraphTest::backingFileIsFoundByItsLongestMountPoint()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("loop0"), "7:0");
    sysfs.file(QStringLiteral("devices/virtual/block/loop0/loop/backing_file"), "/data/image\n");
    const QList<LocalFileSystem> fileSystems{fileSystem(root, "/"),
                                             fileSystem({254, 16}, "/data", "btrfs"),
                                             fileSystem(data, "/dat"), fileSystem(outerLoop, "/l")};
    // Files of btrfs have the made-up device number of their subvolume, which no mount has.
    const auto subvolume = [](const QByteArray &) { return std::optional(DeviceNumber{0, 99}); };
    for (const LoopBackingLookup &lookup :
         {LoopBackingLookup(subvolume), LoopBackingLookup(&unknownBacking)}) {
        const BlockGraph graph =
            readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems), fileSystems, lookup);
        QCOMPARE(graph.below(outerLoop), (QSet<DeviceNumber>{{254, 16}}));
    }
}

void BlockGraphTest::backingFileOnTmpfsIsNoDependency()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("loop0"), "7:0");
    sysfs.file(QStringLiteral("devices/virtual/block/loop0/loop/backing_file"), "/tmp/image\n");
    const QList<LocalFileSystem> fileSystems{fileSystem(root, "/"), fileSystem(outerLoop, "/l")};
    QList<Mount> mounts = mountsOf(fileSystems);
    mounts.append({.device = {0, 30}, .directory = "/tmp", .type = "tmpfs"});
    const auto onTmpfs = [](const QByteArray &) { return std::optional(DeviceNumber{0, 30}); };
    for (const LoopBackingLookup &lookup :
         {LoopBackingLookup(onTmpfs), LoopBackingLookup(&unknownBacking)})
        QVERIFY(readBlockGraph(SysfsTree(sysfs.root()), mounts, fileSystems, lookup)
                    .below(outerLoop)
                    .isEmpty());
}

void BlockGraphTest::loopOverABlockDeviceLiesOnIt()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("loop0"), "7:0");
    sysfs.blockDevice(QStringLiteral("loop1"), "7:1");
    sysfs.file(QStringLiteral("devices/virtual/block/loop1/loop/backing_file"), "/dev/loop0\n");
    sysfs.file(QStringLiteral("devices/virtual/block/loop0/loop/backing_file"), "/data/image\n");
    const QList<LocalFileSystem> fileSystems{fileSystem(data, "/data"),
                                             fileSystem(innerLoop, "/l")};
    const auto backing = [](const QByteArray &name) {
        return std::optional(name == "loop1" ? outerLoop : data);
    };
    const BlockGraph graph =
        readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems), fileSystems, backing);
    QCOMPARE(graph.below(innerLoop), (QSet<DeviceNumber>{outerLoop, data}));
}

void BlockGraphTest::btrfsLiesOnAllItsMembers()
{
    const SysfsBuilder sysfs;
    sysfs.blockDevice(QStringLiteral("vdb"), "254:16");
    sysfs.blockDevice(QStringLiteral("loop0"), "7:0");
    sysfs.file(QStringLiteral("devices/virtual/block/loop0/loop/backing_file"), "/data/image\n");
    sysfs.link(QStringLiteral("fs/btrfs/0f0e/devices/vdb"),
               QStringLiteral("../../../../devices/virtual/block/vdb"));
    sysfs.link(QStringLiteral("fs/btrfs/0f0e/devices/loop0"),
               QStringLiteral("../../../../devices/virtual/block/loop0"));
    const QList<LocalFileSystem> fileSystems{fileSystem({254, 16}, "/", "btrfs"),
                                             fileSystem(data, "/data")};
    const auto backing = [](const QByteArray &) { return std::optional(data); };
    const BlockGraph graph =
        readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems), fileSystems, backing);
    QCOMPARE(graph.below({254, 16}), (QSet<DeviceNumber>{outerLoop, data}));
}

void BlockGraphTest::deviceThatSysfsDoesNotKnowLiesOnNothing()
{
    const SysfsBuilder sysfs;
    const QList<LocalFileSystem> fileSystems{fileSystem(root, "/")};
    QVERIFY(
        readBlockGraph(SysfsTree(sysfs.root()), mountsOf(fileSystems), fileSystems, &unknownBacking)
            .below(root)
            .isEmpty());
}

QTEST_GUILESS_MAIN(BlockGraphTest)
#include "block_graph_test.moc"

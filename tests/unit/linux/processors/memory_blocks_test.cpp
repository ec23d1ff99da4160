// SPDX-License-Identifier: Apache-2.0
// Memory blocks are listed and switched as the tree in sysfs says, with the protocol's own
// outcomes.
#include "fake_tree.h"
#include "platform/linux/processors/linux_memory_blocks.h"

#include <QTest>

#include <cerrno>

using namespace ga;

namespace {

QByteArray text(const MemoryBlock &block)
{
    return QByteArray::number(block.physicalIndex) + (block.online ? " on" : " off") +
           (block.canOffline.value_or(false) ? " switchable" : " fixed");
}

QByteArrayList listOf(const FakeTree &tree)
{
    QByteArrayList texts;
    const auto blocks = LinuxMemoryBlocks(tree.path()).list();
    if (!blocks)
        return {blocks.error().description.toUtf8()};
    for (const MemoryBlock &block : *blocks)
        texts.append(text(block));
    return texts;
}

// "OUTCOME" or "OUTCOME ERRNO".
QByteArray set(const FakeTree &tree, quint64 index, bool online)
{
    const auto responses = LinuxMemoryBlocks(tree.path()).set({{index, online, {}}});
    if (!responses || responses->size() != 1 || responses->first().physicalIndex != index)
        return "not one response";
    const MemoryBlockResponse &response = responses->first();
    const QByteArray outcome = wireName(response.response);
    return response.errorCode ? outcome + ' ' + QByteArray::number(*response.errorCode) : outcome;
}

QString sizeOrError(const QByteArray &content)
{
    const FakeTree tree;
    tree.write("block_size_bytes", content);
    const auto info = LinuxMemoryBlocks(tree.path()).info();
    return info ? QString::number(info->size) : info.error().description;
}

} // namespace

class MemoryBlocksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listIsInNumericOrder()
    {
        const FakeTree tree;
        for (const char *name : {"memory10/state", "memory9/state", "memory0/state"})
            tree.write(name, "online\n");
        tree.write("memory9/removable", "1\n");
        tree.write("memory10/removable", "0\n");
        tree.write("block_size_bytes", "8000000\n");
        tree.addDirectory("memoryx");
        QCOMPARE(listOf(tree), (QByteArrayList{"0 on fixed", "9 on switchable", "10 on fixed"}));
    }

    void stateIsTold_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("online") << QByteArray("online\n") << QByteArray("3 on switchable");
        QTest::newRow("offline") << QByteArray("offline\n") << QByteArray("3 off switchable");
        QTest::newRow("in between")
            << QByteArray("going-offline\n") << QByteArray("3 off switchable");
        QTest::newRow("nonsense") << QByteArray("onlinee\n") << QByteArray("3 off switchable");
        QTest::newRow("empty") << QByteArray()
                               << QByteArray("pread sysfs file \"state\": unexpected EOF");
    }

    void stateIsTold()
    {
        QFETCH(QByteArray, state);
        const FakeTree tree;
        tree.write("memory3/state", state);
        tree.write("memory3/removable", "1\n");
        QTEST(listOf(tree).first(), "expected");
    }

    void blockWithoutAStateIsAlwaysOnline()
    {
        const FakeTree tree;
        tree.write("memory3/removable", "1\n");
        QCOMPARE(listOf(tree), QByteArrayList{"3 on fixed"});
    }

    void blocksAreSwitched()
    {
        const FakeTree tree;
        tree.write("memory1/state", "offline");
        tree.write("memory2/state", "online\n");
        QCOMPARE(set(tree, 1, true), QByteArray("success"));
        QCOMPARE(tree.read("memory1/state"), QByteArray("onlinee"));
        QCOMPARE(set(tree, 2, false), QByteArray("success"));
        QCOMPARE(tree.read("memory2/state"), QByteArray("offline"));
    }

    // "removable" is a hint; the kernel decides.
    void blockSaidToBeFixedIsTriedAnyway()
    {
        const FakeTree tree;
        tree.write("memory2/state", "online\n");
        tree.write("memory2/removable", "0\n");
        QCOMPARE(set(tree, 2, false), QByteArray("success"));
    }

    // A write to sysfs is a command to the kernel even if it changes nothing.
    void stateThatItHasAlreadyIsNotWritten()
    {
        const FakeTree tree;
        tree.write("memory1/state", "online \n");
        QCOMPARE(set(tree, 1, true), QByteArray("success"));
        QCOMPARE(tree.read("memory1/state"), QByteArray("online \n"));
    }

    void everyBlockHasItsOwnOutcome()
    {
        const FakeTree tree;
        tree.addDirectory("memory1");
        tree.addDirectory("memory2/state");
        tree.write("memory3/state", "");
        tree.write("memory4", "");
        tree.addDirectory("memory5");
        tree.link("memory5/state", "/dev/full");
        QCOMPARE(set(tree, 0, true), QByteArray("not-found 2"));
        QCOMPARE(set(tree, ~quint64(0), true), QByteArray("not-found 2"));
        QCOMPARE(set(tree, 1, false), QByteArray("operation-not-supported 2"));
        QCOMPARE(set(tree, 1, true), QByteArray("success"));
        QCOMPARE(set(tree, 2, true), "operation-failed " + QByteArray::number(EISDIR));
        QCOMPARE(set(tree, 3, true), QByteArray("operation-failed 0"));
        QCOMPARE(set(tree, 4, true), "operation-failed " + QByteArray::number(ENOTDIR));
        QCOMPARE(set(tree, 5, true), "operation-failed " + QByteArray::number(ENOSPC));
    }

    void failureOfOneKeepsNoOtherFromBeingTried()
    {
        const FakeTree tree;
        tree.write("memory2/state", "online\n");
        const auto responses = LinuxMemoryBlocks(tree.path()).set({{99, true, {}}, {2, false, {}}});
        QVERIFY(responses);
        QCOMPARE(responses->size(), 2);
        QCOMPARE(responses->at(0).response, MemoryBlockOutcome::NotFound);
        QCOMPARE(responses->at(1).response, MemoryBlockOutcome::Success);
    }

    void emptyRequestHasNoResponses()
    {
        const FakeTree tree;
        QVERIFY(LinuxMemoryBlocks(tree.path()).set({})->isEmpty());
    }

    void sizeIsHexadecimal()
    {
        QCOMPARE(sizeOrError("8000000\n"), QStringLiteral("134217728"));
        QCOMPARE(sizeOrError("80000000"), QStringLiteral("2147483648"));
    }

    void sizeThatIsNoneIsAnError()
    {
        QCOMPARE(sizeOrError("zz\n"),
                 QStringLiteral("sysfs file \"block_size_bytes\" has no size: 'zz'"));
        QCOMPARE(sizeOrError("-1"),
                 QStringLiteral("sysfs file \"block_size_bytes\" has no size: '-1'"));
        QCOMPARE(sizeOrError("0"),
                 QStringLiteral("sysfs file \"block_size_bytes\" has no size: '0'"));
        QCOMPARE(sizeOrError(""),
                 QStringLiteral("pread sysfs file \"block_size_bytes\": unexpected EOF"));
        const FakeTree tree;
        QCOMPARE(LinuxMemoryBlocks(tree.path()).info().error().description,
                 QStringLiteral("open sysfs file \"block_size_bytes\": No such file or directory"));
    }

    void missingTreeIsLackingWithItsReason()
    {
        const auto blocks = LinuxMemoryBlocks::create("/nonexistent");
        QVERIFY(!blocks);
        QCOMPARE(blocks.reason(),
                 QStringLiteral("no /nonexistent: this kernel has no memory hotplug"));
        QCOMPARE(LinuxMemoryBlocks::createControl("/nonexistent").reason(), blocks.reason());
        const FakeTree tree;
        QVERIFY(LinuxMemoryBlocks::createControl(tree.path()));
        QCOMPARE(LinuxMemoryBlocks("/nonexistent").info().error().description,
                 QStringLiteral("open(\"/nonexistent/\"): No such file or directory"));
    }

    // Only reads: these are the machine's own blocks.
    void thisMachineIsRead()
    {
        auto blocks = LinuxMemoryBlocks::create();
        if (!blocks)
            QSKIP(qPrintable(blocks.reason()));
        QVERIFY(blocks->list() && !blocks->list()->isEmpty());
        QVERIFY(blocks->info() && blocks->info()->size > 0);
    }
};

QTEST_GUILESS_MAIN(MemoryBlocksTest)
#include "memory_blocks_test.moc"

// SPDX-License-Identifier: Apache-2.0
// Processors are listed and switched as the tree in sysfs says, with the protocol's own texts.
#include "fake_tree.h"
#include "platform/linux/processors/linux_processors.h"
#include "platform/linux/system/sysfs_attribute.h"

#include <QTest>

using namespace ga;

namespace {

QByteArray text(const LogicalProcessor &processor)
{
    return QByteArray::number(processor.logicalId) + (processor.online ? " on" : " off") +
           (processor.canOffline.value_or(false) ? " switchable" : " fixed");
}

QByteArrayList listOf(const FakeTree &tree)
{
    QByteArrayList texts;
    const auto processors = LinuxProcessors(tree.path()).list();
    if (!processors)
        return {processors.error().description.toUtf8()};
    for (const LogicalProcessor &processor : *processors)
        texts.append(text(processor));
    return texts;
}

// The number processed, or the error with TREE for the directory.
QByteArray set(const FakeTree &tree, const QList<LogicalProcessor> &processors)
{
    const auto processed = LinuxProcessorControl(tree.path()).set(processors);
    return processed ? QByteArray::number(*processed)
                     : processed.error().description.toUtf8().replace(tree.path(), "TREE");
}

} // namespace

class ProcessorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listIsInNumericOrder()
    {
        const FakeTree tree;
        for (const char *name : {"cpu10/online", "cpu9/online", "cpu1/online", "cpu2/online"})
            tree.write(name, "1\n");
        tree.addDirectory("cpu0");
        QCOMPARE(listOf(tree), (QByteArrayList{"0 on fixed", "1 on switchable", "2 on switchable",
                                               "9 on switchable", "10 on switchable"}));
    }

    void offlineProcessorIsTold()
    {
        const FakeTree tree;
        tree.write("cpu3/online", "0\n");
        QCOMPARE(listOf(tree), QByteArrayList{"3 off switchable"});
    }

    void otherEntriesAreNoProcessors()
    {
        const FakeTree tree;
        tree.addDirectory("cpu0");
        for (const char *name : {"cpufreq", "cpuidle", "cpu", "cpu01", "cpu1x", "cpu-1", "cpu+1",
                                 "cpu 1", "cpu9223372036854775808", "power"})
            tree.addDirectory(name);
        tree.write("online", "0-3\n");
        QCOMPARE(listOf(tree), QByteArrayList{"0 on fixed"});
    }

    void emptyAttributeIsAnError()
    {
        const FakeTree tree;
        tree.write("cpu1/online", "");
        QCOMPARE(listOf(tree).first().replace(tree.path(), "TREE"),
                 QByteArray("pread(\"TREE/cpu1//online\"): unexpected EOF"));
    }

    void directoryThatVanishedIsAnError()
    {
        QCOMPARE(LinuxProcessors("/nonexistent").list().error().description,
                 QStringLiteral("open(\"/nonexistent\"): No such file or directory"));
    }

    void processorsAreSwitched()
    {
        const FakeTree tree;
        tree.write("cpu1/online", "1\n");
        tree.write("cpu2/online", "0\n");
        QCOMPARE(set(tree, {{1, false, {}}, {2, true, {}}}), QByteArray("2"));
        QCOMPARE(tree.read("cpu1/online"), QByteArray("0\n"));
        QCOMPARE(tree.read("cpu2/online"), QByteArray("1\n"));
    }

    // A write to sysfs is a command to the kernel even if it changes nothing.
    void stateThatItHasAlreadyIsNotWritten()
    {
        const FakeTree tree;
        tree.write("cpu1/online", "x as it was");
        QCOMPARE(set(tree, {{1, true, {}}}), QByteArray("1"));
        QCOMPARE(tree.read("cpu1/online"), QByteArray("x as it was"));
    }

    void canOfflineOfARequestIsIgnored()
    {
        const FakeTree tree;
        tree.write("cpu1/online", "1\n");
        QCOMPARE(set(tree, {{1, false, false}}), QByteArray("1"));
        QCOMPARE(tree.read("cpu1/online"), QByteArray("0\n"));
    }

    void emptyListIsNothingDone()
    {
        const FakeTree tree;
        QCOMPARE(set(tree, {}), QByteArray("0"));
    }

    void firstFailureIsAnError()
    {
        const FakeTree tree;
        tree.addDirectory("cpu0");
        tree.write("cpu1/online", "1\n");
        QCOMPARE(set(tree, {{999, true, {}}, {1, false, {}}}),
                 QByteArray("open(\"TREE/cpu999/\"): No such file or directory"));
        QCOMPARE(set(tree, {{-1, true, {}}}),
                 QByteArray("open(\"TREE/cpu-1/\"): No such file or directory"));
        QCOMPARE(set(tree, {{0, false, {}}}), QByteArray("logical processor #0 can't be offlined"));
        QCOMPARE(tree.read("cpu1/online"), QByteArray("1\n"));
    }

    void fixedProcessorMayBeAskedToStayOnline()
    {
        const FakeTree tree;
        tree.addDirectory("cpu0");
        QCOMPARE(set(tree, {{0, true, {}}}), QByteArray("1"));
    }

    void laterFailureEndsTheWorkWithWhatWasDone()
    {
        const FakeTree tree;
        tree.addDirectory("cpu0");
        tree.write("cpu1/online", "1\n");
        tree.write("cpu2/online", "1\n");
        QCOMPARE(set(tree, {{1, false, {}}, {0, false, {}}, {2, false, {}}}), QByteArray("1"));
        QCOMPARE(tree.read("cpu1/online"), QByteArray("0\n"));
        QCOMPARE(tree.read("cpu2/online"), QByteArray("1\n"));
    }

    void refusalOfTheKernelIsTold()
    {
        const FakeTree tree;
        tree.addDirectory("cpu1");
        tree.link("cpu1/online",
                  "/dev/full"); // Reads as NUL bytes, which are not '0'; every write fails.
        QCOMPARE(set(tree, {{1, false, {}}}),
                 QByteArray("pwrite(\"TREE/cpu1//online\"): No space left on device"));
    }

    void attributeThatCannotBeOpenedIsTold()
    {
        const FakeTree tree;
        tree.addDirectory("cpu1/online");
        QCOMPARE(set(tree, {{1, true, {}}}),
                 QByteArray("open(\"TREE/cpu1//online\"): Is a directory"));
    }

    void missingTreeIsLackingWithItsReason()
    {
        const auto processors = LinuxProcessors::create("/nonexistent");
        QVERIFY(!processors);
        QCOMPARE(processors.reason(),
                 QStringLiteral("no /nonexistent: this kernel doesn't tell about its processors"));
        QVERIFY(!LinuxProcessorControl::create("/nonexistent"));
        const FakeTree tree;
        QVERIFY(LinuxProcessors::create(tree.path()));
        QVERIFY(LinuxProcessorControl::create(tree.path()));
    }

    void numbersArePlainDecimal()
    {
        QCOMPARE(sysfsNumber("cpu0", "cpu"), std::optional<qint64>(0));
        QCOMPARE(sysfsNumber("cpu9223372036854775807", "cpu"), std::optional<qint64>(INT64_MAX));
        for (const char *name :
             {"", "cp", "cpu", "cpu00", "cpu1 ", "cpu1\n", "xcpu1", "cpu18446744073709551617"})
            QCOMPARE(sysfsNumber(name, "cpu"), std::nullopt);
    }

    // Only reads: these are the machine's own processors.
    void thisMachineHasAProcessorOnline()
    {
        auto processors = LinuxProcessors::create();
        if (!processors)
            QSKIP(qPrintable(processors.reason()));
        const auto list = processors->list();
        QVERIFY(list);
        QVERIFY(std::any_of(list->begin(), list->end(),
                            [](const auto &processor) { return processor.online; }));
    }
};

QTEST_GUILESS_MAIN(ProcessorsTest)
#include "processors_test.moc"

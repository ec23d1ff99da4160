// SPDX-License-Identifier: Apache-2.0
// Freezing and thawing real file systems, on loop devices.
#include "platform/linux/freeze/linux_freezer.h"
#include "private_mounts.h"
#include "tests/patience.h"

#include <QTest>
#include <QTextStream>

using namespace ga;

class FreezeRootTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void frozenFileSystemHoldsWriters_data();
    void frozenFileSystemHoldsWriters();
    void frozenTwiceIsCountedOnce();
    void frozenBySomebodyElseIsThawedToo();
    void thawedBySomebodyElseIsNotCounted();
    void unmountedWhileFrozenIsThawed();
    void mountedOverWhileFrozenIsThawed();
    void mountedOverIsPassedBy();
    void mountedOverIsReachedByAnotherMount();
    void namedByBindMountOrWithSlash();
    void excludedStaysWritable();
    void readOnlyFileSystemIsCounted();
    void typeThatCannotBeFrozenIsNotCounted();
    void nestedLoopMountsAreFrozenFromTheTopDown_data();
    void nestedLoopMountsAreFrozenFromTheTopDown();
    void misleadingMountOrderDoesNotBlock();
    void deletedImageKeepsItsPlaceInTheOrder();
    void loopMountOnAFrozenFileSystemIsPassedBy();
    void baseFrozenLaterDoesNotBlockTheThaw();
    void heldDescriptorsKeepTheMountBusy();
    void mountHiddenFromTheAgentIsFrozen();

private:
    qint64 freeze(const std::optional<QList<QString>> &mountpoints = std::nullopt)
    {
        const auto count = m_freezer->freeze(mountpoints);
        return count ? *count : (qWarning("%s", qPrintable(count.error().description)), -1);
    }
    qint64 thaw() { return m_freezer->thaw().value_or(-1); }
    static bool isWritable(const QString &directory);

    std::unique_ptr<PrivateMounts> m_mounts;
    std::unique_ptr<LinuxFreezer> m_freezer;
};

void FreezeRootTest::init()
{
    m_mounts = std::make_unique<PrivateMounts>();
    m_freezer = std::make_unique<LinuxFreezer>(m_mounts->table(), SysfsTree(), FreezeExclusions());
}

void FreezeRootTest::cleanup()
{
    m_freezer->thaw();
    m_freezer.reset();
    m_mounts.reset();
}

bool FreezeRootTest::isWritable(const QString &directory)
{
    Writer writer(directory);
    return eventually([&] { return writer.isFinished(); }) && writer.hasSucceeded();
}

void FreezeRootTest::frozenFileSystemHoldsWriters_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type : {"ext4", "xfs", "btrfs"})
        QTest::newRow(type) << QString::fromLatin1(type);
}

void FreezeRootTest::frozenFileSystemHoldsWriters()
{
    QFETCH(const QString, type);
    const QString here = m_mounts->makeMounted(QStringLiteral("a"), type);
    QVERIFY(isWritable(here));
    QCOMPARE(freeze(), 1);
    Writer writer(here);
    QTRY_VERIFY(writer.isBlocked());
    QVERIFY(!writer.isFinished());
    QCOMPARE(thaw(), 1);
    QTRY_VERIFY(writer.hasSucceeded());
}

void FreezeRootTest::frozenTwiceIsCountedOnce()
{
    const QString here = m_mounts->makeMounted(QStringLiteral("a"));
    QCOMPARE(freeze(), 1);
    QCOMPARE(freeze(), 0);
    Writer writer(here);
    QTRY_VERIFY(writer.isBlocked());
    QCOMPARE(thaw(), 1);
    QTRY_VERIFY(writer.hasSucceeded());
    QCOMPARE(thaw(), 0);
}

void FreezeRootTest::frozenBySomebodyElseIsThawedToo()
{
    const QString ours = m_mounts->makeMounted(QStringLiteral("a"));
    const QString theirs = m_mounts->makeMounted(QStringLiteral("b"), QStringLiteral("xfs"));
    run(QStringLiteral("fsfreeze"), {QStringLiteral("--freeze"), theirs});
    QCOMPARE(freeze(), 1);
    QCOMPARE(thaw(), 2);
    QVERIFY(isWritable(ours));
    QVERIFY(isWritable(theirs));
}

void FreezeRootTest::thawedBySomebodyElseIsNotCounted()
{
    m_mounts->makeMounted(QStringLiteral("a"));
    const QString other = m_mounts->makeMounted(QStringLiteral("b"));
    QCOMPARE(freeze(), 2);
    run(QStringLiteral("fsfreeze"), {QStringLiteral("--unfreeze"), other});
    QCOMPARE(thaw(), 1);
}

void FreezeRootTest::unmountedWhileFrozenIsThawed()
{
    const QString image = m_mounts->makeImage(QStringLiteral("a"), QStringLiteral("ext4"));
    const QString here = m_mounts->mountImage(image, QStringLiteral("a"));
    QCOMPARE(freeze(), 1);
    run(QStringLiteral("umount"), {QStringLiteral("--lazy"), here});
    QCOMPARE(thaw(), 1);
    // What is still frozen would keep its device: the kernel frees it with the file system.
    const auto holders = [&] {
        QProcess losetup;
        losetup.start(QStringLiteral("losetup"), {QStringLiteral("--associated"), image});
        losetup.waitForFinished();
        return losetup.readAllStandardOutput();
    };
    QTRY_COMPARE(holders(), QByteArray());
}

void FreezeRootTest::mountedOverWhileFrozenIsThawed()
{
    const QString here = m_mounts->makeMounted(QStringLiteral("a"));
    const QString image = m_mounts->makeImage(QStringLiteral("b"), QStringLiteral("ext4"));
    QCOMPARE(freeze(), 1);
    m_mounts->mountImage(image, QStringLiteral("a"));
    QCOMPARE(thaw(), 1);
    run(QStringLiteral("umount"), {here});
    QVERIFY(isWritable(here));
}

void FreezeRootTest::mountedOverIsPassedBy()
{
    const QString here = m_mounts->makeMounted(QStringLiteral("a"));
    m_mounts->mountImage(m_mounts->makeImage(QStringLiteral("b"), QStringLiteral("ext4")),
                         QStringLiteral("a"));
    QCOMPARE(freeze(), 1);
    QCOMPARE(thaw(), 1);
    run(QStringLiteral("umount"), {here});
    QVERIFY(isWritable(here));
}

void FreezeRootTest::mountedOverIsReachedByAnotherMount()
{
    const QString here = m_mounts->makeMounted(QStringLiteral("a"));
    const QString alias = m_mounts->makeDirectory(QStringLiteral("alias"));
    run(QStringLiteral("mount"), {QStringLiteral("--bind"), here, alias});
    m_mounts->mountImage(m_mounts->makeImage(QStringLiteral("b"), QStringLiteral("ext4")),
                         QStringLiteral("a"));
    QCOMPARE(freeze(), 2);
    Writer writer(alias);
    QTRY_VERIFY(writer.isBlocked());
    QCOMPARE(thaw(), 2);
    QTRY_VERIFY(writer.hasSucceeded());
}

void FreezeRootTest::namedByBindMountOrWithSlash()
{
    const QString here = m_mounts->makeMounted(QStringLiteral("a"));
    const QString other = m_mounts->makeMounted(QStringLiteral("b"));
    QVERIFY(QDir(here).mkpath(QStringLiteral("inside")));
    const QString alias = m_mounts->makeDirectory(QStringLiteral("alias"));
    run(QStringLiteral("mount"),
        {QStringLiteral("--bind"), here + QStringLiteral("/inside"), alias});
    for (const QString &name : {alias, QString(here + u'/')}) {
        QCOMPARE(freeze(QList<QString>{name}), 1);
        QVERIFY(isWritable(other));
        Writer writer(here);
        QTRY_VERIFY(writer.isBlocked());
        QCOMPARE(thaw(), 1);
        QTRY_VERIFY(writer.hasSucceeded());
    }
    QCOMPARE(freeze(QList<QString>{QString(here + QStringLiteral("/inside"))}), 0);
    QCOMPARE(freeze(QList<QString>{}), 0);
}

void FreezeRootTest::excludedStaysWritable()
{
    m_mounts->makeMounted(QStringLiteral("a"));
    const QString spared = m_mounts->makeMounted(QStringLiteral("spared"));
    m_freezer = std::make_unique<LinuxFreezer>(
        m_mounts->table(), SysfsTree(),
        FreezeExclusions{.mountpoints = {QStringLiteral("*/spared")}});
    QCOMPARE(freeze(), 1);
    QVERIFY(isWritable(spared));
    QCOMPARE(thaw(), 1);
}

void FreezeRootTest::readOnlyFileSystemIsCounted()
{
    const QString image = m_mounts->makeImage(QStringLiteral("a"), QStringLiteral("ext4"));
    m_mounts->mountImage(image, QStringLiteral("a"), QStringLiteral("loop,ro"));
    QCOMPARE(freeze(), 1);
    QCOMPARE(thaw(), 1);
}

void FreezeRootTest::typeThatCannotBeFrozenIsNotCounted()
{
    if (!succeeds(QStringLiteral("mksquashfs"), {QStringLiteral("-version")}))
        QSKIP("mksquashfs is not installed");
    const QString image = m_mounts->path(QStringLiteral("a.image"));
    const QString content = m_mounts->makeDirectory(QStringLiteral("content"));
    run(QStringLiteral("mksquashfs"), {content, image, QStringLiteral("-quiet")});
    m_mounts->mountImage(image, QStringLiteral("a"));
    QCOMPARE(freeze(), 0);
}

void FreezeRootTest::nestedLoopMountsAreFrozenFromTheTopDown_data()
{
    frozenFileSystemHoldsWriters_data();
}

void FreezeRootTest::nestedLoopMountsAreFrozenFromTheTopDown()
{
    QFETCH(const QString, type);
    const QString base = m_mounts->makeMounted(QStringLiteral("a"), type);
    const QString middle = m_mounts->makeMounted(QStringLiteral("b"), QStringLiteral("ext4"), base);
    const QString top = m_mounts->mountImage(
        [&] {
            const QString image = middle + QStringLiteral("/c.image");
            run(QStringLiteral("truncate"), {QStringLiteral("--size=16M"), image});
            run(QStringLiteral("mkfs.ext4"), {QStringLiteral("-q"), image});
            return image;
        }(),
        QStringLiteral("c"));
    QVERIFY(isWritable(top));
    QCOMPARE(freeze(), 3);
    Writer writer(top);
    QTRY_VERIFY(writer.isBlocked());
    QCOMPARE(thaw(), 3);
    QTRY_VERIFY(writer.hasSucceeded());
    QVERIFY(isWritable(base));
}

// The loop mount stands before its base in the mount table, as after the base was moved.
void FreezeRootTest::misleadingMountOrderDoesNotBlock()
{
    const QString first = m_mounts->makeMounted(QStringLiteral("first"));
    const QString top = m_mounts->makeMounted(QStringLiteral("top"), QStringLiteral("ext4"), first);
    const QString second = m_mounts->makeDirectory(QStringLiteral("second"));
    run(QStringLiteral("mount"), {QStringLiteral("--bind"), first, second});
    run(QStringLiteral("umount"), {QStringLiteral("--lazy"), first});
    QVERIFY(isWritable(top));
    QCOMPARE(freeze(), 2);
    QCOMPARE(thaw(), 2);
    QVERIFY(isWritable(top));
}

void FreezeRootTest::deletedImageKeepsItsPlaceInTheOrder()
{
    const QString first = m_mounts->makeMounted(QStringLiteral("first"));
    const QString top = m_mounts->makeMounted(QStringLiteral("top"), QStringLiteral("ext4"), first);
    const QString second = m_mounts->makeDirectory(QStringLiteral("second"));
    run(QStringLiteral("mount"), {QStringLiteral("--bind"), first, second});
    run(QStringLiteral("umount"), {QStringLiteral("--lazy"), first});
    QVERIFY(QFile::remove(second + QStringLiteral("/top.image")));
    QVERIFY(isWritable(top));
    QCOMPARE(freeze(), 2);
    QCOMPARE(thaw(), 2);
}

void FreezeRootTest::loopMountOnAFrozenFileSystemIsPassedBy()
{
    const QString base = m_mounts->makeMounted(QStringLiteral("base"));
    const QString top = m_mounts->makeMounted(QStringLiteral("top"), QStringLiteral("ext4"), base);
    const QString other = m_mounts->makeMounted(QStringLiteral("other"));
    QVERIFY(isWritable(top)); // Leaves something to be flushed.
    run(QStringLiteral("fsfreeze"), {QStringLiteral("--freeze"), base});
    QCOMPARE(freeze(), 1);
    Writer writer(other);
    QTRY_VERIFY(writer.isBlocked());
    QCOMPARE(thaw(), 2);
    QTRY_VERIFY(writer.hasSucceeded());
    QVERIFY(isWritable(top));
    QVERIFY(isWritable(base));
}

void FreezeRootTest::baseFrozenLaterDoesNotBlockTheThaw()
{
    const QString base = m_mounts->makeMounted(QStringLiteral("base"));
    const QString top = m_mounts->makeMounted(QStringLiteral("top"), QStringLiteral("ext4"), base);
    QCOMPARE(freeze(QList<QString>{top}), 1);
    run(QStringLiteral("fsfreeze"), {QStringLiteral("--freeze"), base});
    QCOMPARE(thaw(), 2);
    QVERIFY(isWritable(top));
}

void FreezeRootTest::heldDescriptorsKeepTheMountBusy()
{
    const QString here = m_mounts->makeMounted(QStringLiteral("a"));
    QCOMPARE(freeze(), 1);
    QVERIFY(!succeeds(QStringLiteral("umount"), {here}));
    QCOMPARE(thaw(), 1);
    QVERIFY(succeeds(QStringLiteral("umount"), {here}));
}

// PID 1 of a namespace has the mount, and the freezer is in another mount namespace that has not,
// as a service whose unit hides directories from it.
void FreezeRootTest::mountHiddenFromTheAgentIsFrozen()
{
    const QString here = m_mounts->makeMounted(QStringLiteral("a"));
    const QString script =
        QStringLiteral("unshare --mount --propagation private sh -c 'umount %1 && "
                       "exec %2 --freeze-and-thaw %3' & wait $!")
            .arg(here, QCoreApplication::applicationFilePath(), m_mounts->directory());
    QProcess process;
    process.start(QStringLiteral("unshare"),
                  {QStringLiteral("--pid"), QStringLiteral("--fork"),
                   QStringLiteral("--kill-child"), QStringLiteral("--mount-proc"),
                   QStringLiteral("sh"), QStringLiteral("-c"), script});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput(), QByteArray("1 1\n"));
    QVERIFY(isWritable(here));
}

// Prints how many file systems below `directory` were frozen, and how many thawed again.
static int freezeAndThaw(const QString &directory)
{
    LinuxFreezer freezer(mountsBelow(directory), SysfsTree(), {});
    const qint64 frozen = freezer.freeze(std::nullopt).value_or(-1);
    const qint64 thawed = freezer.thaw().value_or(-1);
    QTextStream(stdout) << frozen << ' ' << thawed << '\n';
    return 0;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--freeze-and-thaw")
        return freezeAndThaw(arguments.value(2));
    FreezeRootTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "freeze_root_test.moc"

// SPDX-License-Identifier: Apache-2.0
// The order and the failures of freezing and thawing, with a kernel that only notes what it is
// told.
#include "platform/linux/freeze/linux_freezer.h"
#include "platform/linux/freeze/linux_trimmer.h"
#include "tests/unit/linux/freeze/freezer_fixture.h"

#include <QTest>

#include <cerrno>
#include <thread>

using namespace ga;

class LinuxFreezerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void allAreFrozenAndThawed();
    void independentOnesAreFrozenSideBySide();
    void whatLiesOnAnotherIsFrozenFirstAndThawedLast();
    void basesAreGuardedWhileTheyAreTried();
    void fuseIsLeftAlone();
    void everythingIsFlushedBeforeTheFirstFreeze();
    void whatCannotBeFrozenIsNotCounted();
    void namedOnesAreFrozenAndOthersAreNot();
    void excludedIsNotFrozenThoughNamed();
    void failureThawsWhatWasFrozen();
    void failureToOpenFreezesNothing();
    void thawCountsWhatOthersFroze();
    void heldOnesAreThawedBeforeOthersAreOpened();
    void baseFrozenLaterIsThawedBeforeWhatLiesOnIt();
    void unmountedIsThawedToo();
    void unreadableMountTableDoesNotHinderTheThaw();
    void failedThawIsToldAndTriedAgain();
    void loopOnAFrozenFileSystemIsPassedBy();
    void loopOnAFileSystemThatIsNotFrozenIsFrozen();
    void readOnlyLoopOnAFrozenFileSystemIsFrozen();
    void trimTellsEachFileSystemsOutcome();
    void guardHoldsAllBeforeTheFirstFreeze();
    void withoutGuardNothingIsFrozen();
    void guardIsReleasedByTheThaw();
    void guardIsReleasedWhereNothingWasFrozen();
    void failedThawKeepsTheGuard();
    void endDuringTheFreezeTakesItBack();
    void endIsTold();
    void planHasTheOrderAndTheReasons();

private:
    void addLoop(const char *name, const char *holder, bool readOnly = false)
    {
        m_guest->addLoop(QLatin1StringView(name), QLatin1StringView(holder), readOnly);
    }
    std::unique_ptr<LinuxFreezer> freezer(const FreezeExclusions &exclusions = {})
    {
        return m_guest->freezer(exclusions);
    }
    QList<QByteArray> callsOf(const QByteArray &kind) { return m_guest->kernel.callsOf(kind); }
    QList<QByteArray> callsBeforeTheFirstFreeze() const
    {
        const QList<QByteArray> &calls = m_kernel->calls;
        const auto isFreeze = [](const QByteArray &call) { return call.startsWith("freeze "); };
        return {calls.begin(), std::find_if(calls.begin(), calls.end(), isFreeze)};
    }
    QList<QString> named(const char *name) const
    {
        return {QFile::decodeName(m_guest->path(QLatin1StringView(name)))};
    }

    std::unique_ptr<FreezerFixture> m_guest;
    Kernel *m_kernel = nullptr;
};

void LinuxFreezerTest::init()
{
    m_guest = std::make_unique<FreezerFixture>();
    m_kernel = &m_guest->kernel;
}

// Side by side they may come in any order.
static QList<QByteArray> sorted(QList<QByteArray> names)
{
    std::sort(names.begin(), names.end());
    return names;
}

void LinuxFreezerTest::allAreFrozenAndThawed()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    QCOMPARE(sorted(callsOf("freeze")), (QList<QByteArray>{"a", "b", "c"}));
    QCOMPARE(tested->thaw().value_or(-1), 3);
    QCOMPARE(sorted(callsOf("thaw")), (QList<QByteArray>{"a", "b", "c"}));
    QCOMPARE(tested->thaw().value_or(-1), 0);
}

// Each of them waits in the kernel until all three are there.
void LinuxFreezerTest::independentOnesAreFrozenSideBySide()
{
    m_kernel->hanging = {"freeze a", "freeze b", "freeze c"};
    bool met = false;
    std::thread waiter([this, &met] {
        std::unique_lock lock(m_kernel->mutex);
        met = m_kernel->changed.wait_for(lock, std::chrono::seconds(30),
                                         [this] { return m_kernel->inside == 3; });
        m_kernel->hanging.clear();
        m_kernel->changed.notify_all();
    });
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    waiter.join();
    QVERIFY(met);
    QCOMPARE(tested->thaw().value_or(-1), 3);
}

void LinuxFreezerTest::whatLiesOnAnotherIsFrozenFirstAndThawedLast()
{
    addLoop("outer", "b");
    addLoop("inner", "outer");
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 5);
    const QList<QByteArray> frozen = callsOf("freeze").last(5); // The bases were tried before.
    QVERIFY(frozen.indexOf("inner") < frozen.indexOf("outer"));
    QVERIFY(frozen.indexOf("outer") < frozen.indexOf("b"));
    QCOMPARE(tested->thaw().value_or(-1), 5);
    const QList<QByteArray> thawed = callsOf("thaw").last(5);
    QVERIFY(thawed.indexOf("b") < thawed.indexOf("outer"));
    QVERIFY(thawed.indexOf("outer") < thawed.indexOf("inner"));
}

// Who kills the agent in between must not leave them frozen.
void LinuxFreezerTest::basesAreGuardedWhileTheyAreTried()
{
    addLoop("outer", "b");
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 4);
    QCOMPARE(m_guest->watch.events, (QList<QByteArray>{"holds 1", "released", "holds 4"}));
    QCOMPARE(m_kernel->calls.mid(0, 5),
             (QList<QByteArray>{"arm 5", "flush b", "freeze b", "thaw b", "arm 0"}));
}

void LinuxFreezerTest::fuseIsLeftAlone()
{
    m_guest->mounts->mounts[1].type = "fuseblk";
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 2);
    QCOMPARE(tested->thaw().value_or(-1), 2);
    for (const QByteArray &call : m_kernel->calls)
        QVERIFY(!call.endsWith(" b"));
    const auto plan = tested->plan(std::nullopt);
    QVERIFY(plan && plan->leftOut.size() == 1);
    QCOMPARE(plan->leftOut[0].reason,
             QStringLiteral("a program serves it (FUSE): it can't be frozen"));
}

void LinuxFreezerTest::everythingIsFlushedBeforeTheFirstFreeze()
{
    QVERIFY(freezer()->freeze(std::nullopt));
    const QList<QByteArray> before = callsBeforeTheFirstFreeze();
    const QList<QByteArray> flushes = before.first(before.size() - 1); // Then the guard is armed.
    QVERIFY(std::all_of(flushes.begin(), flushes.end(),
                        [](const QByteArray &call) { return call.startsWith("flush "); }));
    // A slow flush is done once more.
    const QSet<QByteArray> flushed(flushes.begin(), flushes.end());
    QCOMPARE(flushed, (QSet<QByteArray>{"flush a", "flush b", "flush c"}));
    QCOMPARE(callsOf("flush").size(), flushes.size());
}

void LinuxFreezerTest::whatCannotBeFrozenIsNotCounted()
{
    m_kernel->freezeErrors = {{"a", EOPNOTSUPP}};
    m_kernel->freezes = {{"b", 1}};
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 1);
    QCOMPARE(tested->thaw().value_or(-1), 2);
}

void LinuxFreezerTest::namedOnesAreFrozenAndOthersAreNot()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(named("b") + named("nope")).value_or(-1), 1);
    QCOMPARE(callsOf("freeze"), QList<QByteArray>{"b"});
    QCOMPARE(tested->thaw().value_or(-1), 1);
    QCOMPARE(tested->freeze(QList<QString>{}).value_or(-1), 0);
}

void LinuxFreezerTest::excludedIsNotFrozenThoughNamed()
{
    const auto tested = freezer({.devices = {QStringLiteral("/dev/b")}});
    QCOMPARE(tested->freeze(named("b")).value_or(-1), 0);
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 2);
}

void LinuxFreezerTest::failureThawsWhatWasFrozen()
{
    m_kernel->freezeErrors = {{"a", EIO}};
    const auto tested = freezer();
    const auto count = tested->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(
        count.error().description,
        QStringLiteral("failed to freeze %1/a: Input/output error").arg(m_guest->directory.path()));
    QCOMPARE(sorted(callsOf("thaw")), (QList<QByteArray>{"b", "c"}));
    QCOMPARE(tested->thaw().value_or(-1), 0);
}

void LinuxFreezerTest::failureToOpenFreezesNothing()
{
    QVERIFY(QDir(m_guest->directory.path()).rmdir(QStringLiteral("a")));
    const auto count = freezer()->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(count.error().description,
             QStringLiteral("failed to open %1/a: No such file or directory")
                 .arg(m_guest->directory.path()));
    QVERIFY(callsOf("freeze").isEmpty());
}

void LinuxFreezerTest::thawCountsWhatOthersFroze()
{
    m_kernel->freezes = {{"a", 1}, {"c", 3}};
    QCOMPARE(freezer()->thaw().value_or(-1), 2);
    QCOMPARE(sorted(callsOf("thaw")), (QList<QByteArray>{"a", "c", "c", "c"}));
}

void LinuxFreezerTest::heldOnesAreThawedBeforeOthersAreOpened()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(named("c")).value_or(-1), 1);
    m_kernel->freezes["a"] = 1;
    QCOMPARE(tested->thaw().value_or(-1), 2);
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"c", "a"}));
}

void LinuxFreezerTest::baseFrozenLaterIsThawedBeforeWhatLiesOnIt()
{
    addLoop("outer", "b");
    const auto tested = freezer();
    QCOMPARE(tested->freeze(named("outer")).value_or(-1), 1);
    m_kernel->freezes["b"] = 1;
    m_kernel->calls.clear();
    QCOMPARE(tested->thaw().value_or(-1), 2);
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"b", "outer"}));
}

void LinuxFreezerTest::unmountedIsThawedToo()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    m_guest->mounts->mounts.removeAt(1);
    QCOMPARE(tested->thaw().value_or(-1), 3);
    QCOMPARE(m_kernel->freezes.value("b"), 0);
}

void LinuxFreezerTest::unreadableMountTableDoesNotHinderTheThaw()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    m_guest->mounts->unreadable = true;
    QCOMPARE(tested->thaw().value_or(-1), 3);
    QCOMPARE(sorted(callsOf("thaw")), (QList<QByteArray>{"a", "b", "c"}));
    QVERIFY(!tested->freeze(std::nullopt));
}

void LinuxFreezerTest::failedThawIsToldAndTriedAgain()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    m_kernel->thawErrors = {{"b", EIO}};
    const auto count = tested->thaw();
    QVERIFY(!count);
    QCOMPARE(
        count.error().description,
        QStringLiteral("failed to thaw %1/b: Input/output error").arg(m_guest->directory.path()));
    m_kernel->thawErrors.clear();
    m_guest->mounts->mounts.clear();
    QCOMPARE(tested->thaw().value_or(-1), 1);
}

void LinuxFreezerTest::loopOnAFrozenFileSystemIsPassedBy()
{
    addLoop("outer", "b");
    addLoop("inner", "outer");
    m_kernel->freezes = {{"b", 1}};
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 2);
    QVERIFY(!callsOf("freeze").contains("outer"));
    QVERIFY(!callsOf("freeze").contains("inner"));
    QVERIFY(!callsOf("flush").contains("inner"));
    QCOMPARE(tested->thaw().value_or(-1), 3);
}

void LinuxFreezerTest::loopOnAFileSystemThatIsNotFrozenIsFrozen()
{
    addLoop("outer", "b");
    addLoop("inner", "outer");
    const auto tested = freezer();
    QCOMPARE(tested->freeze(named("inner")).value_or(-1), 1);
    QCOMPARE(m_kernel->freezes.value("b"), 0);
    QCOMPARE(m_kernel->freezes.value("outer"), 0);
    QCOMPARE(tested->thaw().value_or(-1), 1);
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 5);
}

void LinuxFreezerTest::readOnlyLoopOnAFrozenFileSystemIsFrozen()
{
    addLoop("outer", "b", true);
    m_kernel->freezes = {{"b", 1}};
    QCOMPARE(freezer()->freeze(std::nullopt).value_or(-1), 3);
}

void LinuxFreezerTest::trimTellsEachFileSystemsOutcome()
{
    m_guest->addMount(QStringLiteral("d"), {8, 4}, true);
    m_guest->addMount(QStringLiteral("e"), {8, 5});
    QVERIFY(QDir(m_guest->directory.path()).rmdir(QStringLiteral("e")));
    m_kernel->freezeErrors = {{"b", EOPNOTSUPP}, {"c", EIO}};
    const auto reply =
        LinuxTrimmer(m_guest->mounts, std::make_shared<NotingSuperblocks>(*m_kernel)).trim(1);
    QVERIFY(reply);
    QCOMPARE(reply->paths.size(), 5);
    QCOMPARE(reply->paths[0].error, QStringLiteral("failed to open: No such file or directory"));
    QCOMPARE(reply->paths[1].error, QStringLiteral("failed to trim: Read-only file system"));
    QCOMPARE(reply->paths[2].error, QStringLiteral("failed to trim: Input/output error"));
    QCOMPARE(reply->paths[3].error, QStringLiteral("trim not supported"));
    QCOMPARE(reply->paths[4].path, m_guest->directory.filePath(QStringLiteral("a")));
    QCOMPARE(reply->paths[4].trimmed, 65536);
    QCOMPARE(reply->paths[4].minimum, 4096);
    QVERIFY(!reply->paths[4].error);
}

void LinuxFreezerTest::guardHoldsAllBeforeTheFirstFreeze()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    QCOMPARE(m_guest->watch.events, QList<QByteArray>{"holds 3"});
    QCOMPARE(callsBeforeTheFirstFreeze().last(), QByteArray("arm 5"));
}

void LinuxFreezerTest::withoutGuardNothingIsFrozen()
{
    m_guest->watch.refuses = true;
    const auto count = freezer()->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(count.error().description, QStringLiteral("no guardian"));
    QVERIFY(m_kernel->calls.isEmpty());
}

void LinuxFreezerTest::guardIsReleasedByTheThaw()
{
    const auto tested = freezer();
    QVERIFY(tested->freeze(std::nullopt));
    QVERIFY(tested->thaw());
    QCOMPARE(m_guest->watch.events, (QList<QByteArray>{"holds 3", "released"}));
}

void LinuxFreezerTest::guardIsReleasedWhereNothingWasFrozen()
{
    m_kernel->freezeErrors = {{"a", EOPNOTSUPP}, {"b", EOPNOTSUPP}, {"c", EOPNOTSUPP}};
    QCOMPARE(freezer()->freeze(std::nullopt).value_or(-1), 0);
    QCOMPARE(m_guest->watch.events, (QList<QByteArray>{"holds 3", "released"}));
    m_guest->watch.events.clear();
    QCOMPARE(freezer()->freeze(QList<QString>{}).value_or(-1), 0);
    QVERIFY(m_guest->watch.events.isEmpty());
}

void LinuxFreezerTest::failedThawKeepsTheGuard()
{
    const auto tested = freezer();
    QVERIFY(tested->freeze(std::nullopt));
    m_kernel->thawErrors = {{"b", EIO}};
    QVERIFY(!tested->thaw());
    QCOMPARE(m_guest->watch.events, QList<QByteArray>{"holds 3"});
}

void LinuxFreezerTest::endDuringTheFreezeTakesItBack()
{
    m_guest->watch.end = FreezeEnd::Expired;
    const auto tested = freezer();
    const auto count = tested->freeze(std::nullopt);
    QVERIFY(!count);
    QVERIFY(count.error().description.contains(u"thawed again"));
    QCOMPARE(sorted(callsOf("thaw")), (QList<QByteArray>{"a", "b", "c"}));
    QCOMPARE(tested->endedEarly(), std::nullopt);
}

void LinuxFreezerTest::endIsTold()
{
    int told = 0;
    auto tested = freezer();
    tested->notifyEnd([&] { ++told; });
    QVERIFY(tested->freeze(std::nullopt));
    QCOMPARE(tested->endedEarly(), std::nullopt);
    m_guest->watch.end = FreezeEnd::Unguarded;
    m_guest->watch.notify();
    QCOMPARE(told, 1);
    QCOMPARE(tested->endedEarly(), FreezeEnd::Unguarded);
    QVERIFY(tested->thaw());
    QCOMPARE(tested->endedEarly(), std::nullopt);
    tested.reset();
    m_guest->watch.notify(); // A guard's thread may outlive the freezer.
    QCOMPARE(told, 1);
}

void LinuxFreezerTest::planHasTheOrderAndTheReasons()
{
    addLoop("loop", "a");
    m_guest->mounts->mounts.append(
        {.id = -1, .device = {0, 40}, .directory = "/net", .type = "nfs4"});
    m_guest->mounts->mounts.append(
        {.id = -2, .device = {0, 41}, .directory = "/proc", .type = "proc"});
    const auto plan = freezer({.devices = {QStringLiteral("/dev/b")}})->plan(std::nullopt);
    QVERIFY(plan);
    QList<QByteArray> order;
    for (const PlannedFileSystem &each : plan->frozen)
        order.append(baseName(QFile::encodeName(each.mountpoint)));
    QCOMPARE(order, (QList<QByteArray>{"loop", "c", "a"}));
    QCOMPARE(plan->leftOut.size(), 2);
    QCOMPARE(plan->leftOut[0].reason, QStringLiteral("excluded by the configuration"));
    QCOMPARE(plan->leftOut[1].mountpoint, QStringLiteral("/net"));
    QVERIFY(m_kernel->calls.isEmpty());
}

QTEST_GUILESS_MAIN(LinuxFreezerTest)
#include "linux_freezer_test.moc"

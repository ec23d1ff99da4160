// SPDX-License-Identifier: Apache-2.0
// The order and the failures of freezing and thawing, with a kernel that only notes what it is
// told.
#include "platform/linux/freeze/linux_freezer.h"
#include "platform/linux/freeze/linux_trimmer.h"
#include "tests/fakes/sysfs_builder.h"

#include <QTest>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

using namespace ga;

namespace {

// What the fake kernel knows and was told; it outlives the freezer.
struct Kernel
{
    std::mutex mutex;
    QList<QByteArray> calls;
    QHash<QByteArray, int> freezes; // How many times over it is frozen.
    QHash<QByteArray, int> freezeErrors;
    QHash<QByteArray, int> thawErrors;

    void note(const char *call, const QByteArray &name)
    {
        const std::lock_guard lock(mutex);
        calls.append(call + name);
    }
};

QByteArray nameOf(int descriptor)
{
    char path[4096];
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(descriptor);
    const ssize_t size = ::readlink(link.constData(), path, sizeof path);
    return baseName(QByteArray(path, qMax<ssize_t>(size, 0)));
}

class NotingSuperblocks : public Superblocks
{
public:
    explicit NotingSuperblocks(Kernel &kernel)
        : m_kernel(kernel)
    {}

    int flush(int descriptor) override
    {
        m_kernel.note("flush ", nameOf(descriptor));
        return 0;
    }

    int freeze(int descriptor) override
    {
        const QByteArray name = nameOf(descriptor);
        m_kernel.note("freeze ", name);
        if (const int error = m_kernel.freezeErrors.value(name))
            return error;
        if (m_kernel.freezes[name] > 0)
            return EBUSY;
        m_kernel.freezes[name] = 1;
        return 0;
    }

    int thaw(int descriptor) override
    {
        const QByteArray name = nameOf(descriptor);
        if (const int error = m_kernel.thawErrors.value(name))
            return error;
        if (m_kernel.freezes[name] == 0)
            return EINVAL;
        m_kernel.note("thaw ", name);
        --m_kernel.freezes[name];
        return 0;
    }

    int trim(int descriptor, quint64 &minimum, quint64 &trimmed) override
    {
        const QByteArray name = nameOf(descriptor);
        if (const int error = m_kernel.freezeErrors.value(name))
            return error;
        minimum = qMax<quint64>(minimum, 4096);
        trimmed = 65536;
        return 0;
    }

private:
    Kernel &m_kernel;
};

struct FakeMounts : MountTable
{
    QList<Mount> mounts;
    bool unreadable = false;

    Result<QList<Mount>> read() const override
    {
        if (unreadable)
            return fail(QStringLiteral("no mount table"));
        return mounts;
    }
};

// What the fake guards were told; outlives the freezer.
struct Watch
{
    QList<QByteArray> events;
    std::optional<FreezeEnd> end;
    std::function<void()> notify;
    bool refuses = false;
};

class FakeGuard : public FreezeGuard
{
public:
    FakeGuard(Watch &watch, Kernel &kernel)
        : m_watch(watch)
        , m_kernel(kernel)
    {}
    void arm(std::chrono::milliseconds timeout) override
    {
        m_kernel.note("arm ", QByteArray::number(qint64(timeout.count())));
    }
    void release() override { m_watch.events.append("released"); }
    std::optional<FreezeEnd> end() const override { return m_watch.end; }

private:
    Watch &m_watch;
    Kernel &m_kernel;
};

class FakeGuards : public FreezeGuards
{
public:
    FakeGuards(Watch &watch, Kernel &kernel)
        : m_watch(watch)
        , m_kernel(kernel)
    {}
    Result<std::unique_ptr<FreezeGuard>> post(const FrozenSet &candidates,
                                              std::function<void()> notify) override
    {
        if (m_watch.refuses)
            return fail(QStringLiteral("no guardian"));
        m_watch.events.append("holds " + QByteArray::number(candidates.fileSystems.size()));
        m_watch.notify = std::move(notify);
        return std::make_unique<FakeGuard>(m_watch, m_kernel);
    }

private:
    Watch &m_watch;
    Kernel &m_kernel;
};

} // namespace

class LinuxFreezerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lastMountedIsFrozenFirstAndThawedLast();
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
    void addMount(const QString &name, DeviceNumber device, bool readOnly = false);
    void addLoop(const QString &name, const QString &holder, bool readOnly = false);
    std::unique_ptr<LinuxFreezer> freezer(const FreezeExclusions &exclusions = {});
    QByteArray path(const QString &name) const
    {
        return QFile::encodeName(m_directory->filePath(name));
    }
    QList<QByteArray> callsOf(const QByteArray &kind) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SysfsBuilder> m_sysfs;
    std::unique_ptr<Kernel> m_kernel;
    std::shared_ptr<FakeMounts> m_mounts;
    Watch m_watch;
};

void LinuxFreezerTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_sysfs = std::make_unique<SysfsBuilder>();
    m_kernel = std::make_unique<Kernel>();
    m_mounts = std::make_shared<FakeMounts>();
    m_watch = {};
    addMount(QStringLiteral("a"), {8, 1});
    addMount(QStringLiteral("b"), {8, 2});
    addMount(QStringLiteral("c"), {8, 3});
}

// An ordinary directory, which has the identity of the mount that it lies on.
void LinuxFreezerTest::addMount(const QString &name, DeviceNumber device, bool readOnly)
{
    QVERIFY(QDir(m_directory->path()).mkpath(name));
    struct statx status = {};
    QCOMPARE(::statx(AT_FDCWD, path(name).constData(), 0, STATX_MNT_ID, &status), 0);
    m_mounts->mounts.append({.id = int(status.stx_mnt_id),
                             .device = device,
                             .directory = path(name),
                             .accessPath = path(name),
                             .type = "ext4",
                             .source = "/dev/" + name.toLatin1(),
                             .readOnly = readOnly});
}

// The kernel knows no loop device of that name, so that the path of the backing file decides.
void LinuxFreezerTest::addLoop(const QString &name, const QString &holder, bool readOnly)
{
    const DeviceNumber device{7, unsigned(m_mounts->mounts.size())};
    addMount(name, device, readOnly);
    const QString loop = QStringLiteral("fake") + name;
    m_sysfs->blockDevice(loop, device.text());
    m_sysfs->file(QStringLiteral("devices/virtual/block/%1/loop/backing_file").arg(loop),
                  path(holder) + "/image\n");
}

std::unique_ptr<LinuxFreezer> LinuxFreezerTest::freezer(const FreezeExclusions &exclusions)
{
    return std::make_unique<LinuxFreezer>(m_mounts, SysfsTree(m_sysfs->root()), exclusions,
                                          std::make_unique<NotingSuperblocks>(*m_kernel),
                                          std::make_unique<FakeGuards>(m_watch, *m_kernel),
                                          std::chrono::milliseconds(5));
}

QList<QByteArray> LinuxFreezerTest::callsOf(const QByteArray &kind) const
{
    QList<QByteArray> names;
    for (const QByteArray &call : m_kernel->calls) {
        if (call.startsWith(kind + ' '))
            names.append(call.mid(kind.size() + 1));
    }
    return names;
}

void LinuxFreezerTest::lastMountedIsFrozenFirstAndThawedLast()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    QCOMPARE(callsOf("freeze"), (QList<QByteArray>{"c", "b", "a"}));
    QCOMPARE(tested->thaw().value_or(-1), 3);
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"a", "b", "c"}));
    QCOMPARE(tested->thaw().value_or(-1), 0);
}

void LinuxFreezerTest::everythingIsFlushedBeforeTheFirstFreeze()
{
    QVERIFY(freezer()->freeze(std::nullopt));
    QCOMPARE(callsOf("flush").size(), 3);
    const auto isFreeze = [](const QByteArray &call) { return call.startsWith("freeze"); };
    const auto first = std::find_if(m_kernel->calls.begin(), m_kernel->calls.end(), isFreeze);
    QCOMPARE(first - m_kernel->calls.begin(), 4); // The guard is armed in between.
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
    QCOMPARE(tested
                 ->freeze(QList<QString>{QFile::decodeName(path(QStringLiteral("b"))),
                                         QStringLiteral("/nope")})
                 .value_or(-1),
             1);
    QCOMPARE(callsOf("freeze"), QList<QByteArray>{"b"});
    QCOMPARE(tested->thaw().value_or(-1), 1);
    QCOMPARE(tested->freeze(QList<QString>{}).value_or(-1), 0);
}

void LinuxFreezerTest::excludedIsNotFrozenThoughNamed()
{
    const auto tested = freezer({.devices = {QStringLiteral("/dev/b")}});
    QCOMPARE(
        tested->freeze(QList<QString>{QFile::decodeName(path(QStringLiteral("b")))}).value_or(-1),
        0);
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 2);
}

void LinuxFreezerTest::failureThawsWhatWasFrozen()
{
    m_kernel->freezeErrors = {{"a", EIO}};
    const auto tested = freezer();
    const auto count = tested->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(count.error().description,
             QStringLiteral("failed to freeze %1/a: Input/output error").arg(m_directory->path()));
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"b", "c"}));
    QCOMPARE(tested->thaw().value_or(-1), 0);
}

void LinuxFreezerTest::failureToOpenFreezesNothing()
{
    QVERIFY(QDir(m_directory->path()).rmdir(QStringLiteral("a")));
    const auto count = freezer()->freeze(std::nullopt);
    QVERIFY(!count);
    QCOMPARE(
        count.error().description,
        QStringLiteral("failed to open %1/a: No such file or directory").arg(m_directory->path()));
    QVERIFY(callsOf("freeze").isEmpty());
}

void LinuxFreezerTest::thawCountsWhatOthersFroze()
{
    m_kernel->freezes = {{"a", 1}, {"c", 3}};
    QCOMPARE(freezer()->thaw().value_or(-1), 2);
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"a", "c", "c", "c"}));
}

void LinuxFreezerTest::heldOnesAreThawedBeforeOthersAreOpened()
{
    const auto tested = freezer();
    QCOMPARE(
        tested->freeze(QList<QString>{QFile::decodeName(path(QStringLiteral("c")))}).value_or(-1),
        1);
    m_kernel->freezes["a"] = 1;
    QCOMPARE(tested->thaw().value_or(-1), 2);
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"c", "a"}));
}

void LinuxFreezerTest::baseFrozenLaterIsThawedBeforeWhatLiesOnIt()
{
    addLoop(QStringLiteral("outer"), QStringLiteral("b"));
    const auto tested = freezer();
    const QString outer = QFile::decodeName(path(QStringLiteral("outer")));
    QCOMPARE(tested->freeze(QList<QString>{outer}).value_or(-1), 1);
    m_kernel->freezes["b"] = 1;
    m_kernel->calls.clear();
    QCOMPARE(tested->thaw().value_or(-1), 2);
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"b", "outer"}));
}

void LinuxFreezerTest::unmountedIsThawedToo()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    m_mounts->mounts.removeAt(1);
    QCOMPARE(tested->thaw().value_or(-1), 3);
    QCOMPARE(m_kernel->freezes.value("b"), 0);
}

void LinuxFreezerTest::unreadableMountTableDoesNotHinderTheThaw()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    m_mounts->unreadable = true;
    QCOMPARE(tested->thaw().value_or(-1), 3);
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"a", "b", "c"}));
    QVERIFY(!tested->freeze(std::nullopt));
}

void LinuxFreezerTest::failedThawIsToldAndTriedAgain()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    m_kernel->thawErrors = {{"b", EIO}};
    const auto count = tested->thaw();
    QVERIFY(!count);
    QCOMPARE(count.error().description,
             QStringLiteral("failed to thaw %1/b: Input/output error").arg(m_directory->path()));
    m_kernel->thawErrors.clear();
    m_mounts->mounts.clear();
    QCOMPARE(tested->thaw().value_or(-1), 1);
}

void LinuxFreezerTest::loopOnAFrozenFileSystemIsPassedBy()
{
    addLoop(QStringLiteral("outer"), QStringLiteral("b"));
    addLoop(QStringLiteral("inner"), QStringLiteral("outer"));
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
    addLoop(QStringLiteral("outer"), QStringLiteral("b"));
    addLoop(QStringLiteral("inner"), QStringLiteral("outer"));
    const auto tested = freezer();
    QCOMPARE(tested->freeze(QList<QString>{QFile::decodeName(path(QStringLiteral("inner")))})
                 .value_or(-1),
             1);
    QCOMPARE(m_kernel->freezes.value("b"), 0);
    QCOMPARE(m_kernel->freezes.value("outer"), 0);
    QCOMPARE(tested->thaw().value_or(-1), 1);
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 5);
    QCOMPARE(callsOf("freeze").last(5), (QList<QByteArray>{"inner", "outer", "c", "b", "a"}));
}

void LinuxFreezerTest::readOnlyLoopOnAFrozenFileSystemIsFrozen()
{
    addLoop(QStringLiteral("outer"), QStringLiteral("b"), true);
    m_kernel->freezes = {{"b", 1}};
    QCOMPARE(freezer()->freeze(std::nullopt).value_or(-1), 3);
}

void LinuxFreezerTest::trimTellsEachFileSystemsOutcome()
{
    addMount(QStringLiteral("d"), {8, 4}, true);
    addMount(QStringLiteral("e"), {8, 5});
    QVERIFY(QDir(m_directory->path()).rmdir(QStringLiteral("e")));
    m_kernel->freezeErrors = {{"b", EOPNOTSUPP}, {"c", EIO}};
    const auto reply =
        LinuxTrimmer(m_mounts, std::make_unique<NotingSuperblocks>(*m_kernel)).trim(1);
    QVERIFY(reply);
    QCOMPARE(reply->paths.size(), 5);
    QCOMPARE(reply->paths[0].error, QStringLiteral("failed to open: No such file or directory"));
    QCOMPARE(reply->paths[1].error, QStringLiteral("failed to trim: Read-only file system"));
    QCOMPARE(reply->paths[2].error, QStringLiteral("failed to trim: Input/output error"));
    QCOMPARE(reply->paths[3].error, QStringLiteral("trim not supported"));
    QCOMPARE(reply->paths[4].path, m_directory->filePath(QStringLiteral("a")));
    QCOMPARE(reply->paths[4].trimmed, 65536);
    QCOMPARE(reply->paths[4].minimum, 4096);
    QVERIFY(!reply->paths[4].error);
}

void LinuxFreezerTest::guardHoldsAllBeforeTheFirstFreeze()
{
    const auto tested = freezer();
    QCOMPARE(tested->freeze(std::nullopt).value_or(-1), 3);
    QCOMPARE(m_watch.events, QList<QByteArray>{"holds 3"});
    QCOMPARE(m_kernel->calls[3], QByteArray("arm 5"));
    QCOMPARE(m_kernel->calls[4], QByteArray("freeze c"));
}

void LinuxFreezerTest::withoutGuardNothingIsFrozen()
{
    m_watch.refuses = true;
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
    QCOMPARE(m_watch.events, (QList<QByteArray>{"holds 3", "released"}));
}

void LinuxFreezerTest::guardIsReleasedWhereNothingWasFrozen()
{
    m_kernel->freezeErrors = {{"a", EOPNOTSUPP}, {"b", EOPNOTSUPP}, {"c", EOPNOTSUPP}};
    QCOMPARE(freezer()->freeze(std::nullopt).value_or(-1), 0);
    QCOMPARE(m_watch.events, (QList<QByteArray>{"holds 3", "released"}));
    m_watch.events.clear();
    QCOMPARE(freezer()->freeze(QList<QString>{}).value_or(-1), 0);
    QVERIFY(m_watch.events.isEmpty());
}

void LinuxFreezerTest::failedThawKeepsTheGuard()
{
    const auto tested = freezer();
    QVERIFY(tested->freeze(std::nullopt));
    m_kernel->thawErrors = {{"b", EIO}};
    QVERIFY(!tested->thaw());
    QCOMPARE(m_watch.events, QList<QByteArray>{"holds 3"});
}

void LinuxFreezerTest::endDuringTheFreezeTakesItBack()
{
    m_watch.end = FreezeEnd::Expired;
    const auto tested = freezer();
    const auto count = tested->freeze(std::nullopt);
    QVERIFY(!count);
    QVERIFY(count.error().description.contains(u"thawed again"));
    QCOMPARE(callsOf("thaw"), (QList<QByteArray>{"a", "b", "c"}));
    QCOMPARE(tested->endedEarly(), std::nullopt);
}

void LinuxFreezerTest::endIsTold()
{
    int told = 0;
    auto tested = freezer();
    tested->notifyEnd([&] { ++told; });
    QVERIFY(tested->freeze(std::nullopt));
    QCOMPARE(tested->endedEarly(), std::nullopt);
    m_watch.end = FreezeEnd::Unguarded;
    m_watch.notify();
    QCOMPARE(told, 1);
    QCOMPARE(tested->endedEarly(), FreezeEnd::Unguarded);
    QVERIFY(tested->thaw());
    QCOMPARE(tested->endedEarly(), std::nullopt);
    tested.reset();
    m_watch.notify(); // A guard's thread may outlive the freezer.
    QCOMPARE(told, 1);
}

void LinuxFreezerTest::planHasTheOrderAndTheReasons()
{
    addLoop(QStringLiteral("loop"), QStringLiteral("a"));
    m_mounts->mounts.append({.id = -1, .device = {0, 40}, .directory = "/net", .type = "nfs4"});
    m_mounts->mounts.append({.id = -2, .device = {0, 41}, .directory = "/proc", .type = "proc"});
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

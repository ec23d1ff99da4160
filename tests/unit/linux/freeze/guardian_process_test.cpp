// SPDX-License-Identifier: Apache-2.0
// The guardian as a process: readiness, time, signals, its end. What it holds here is an ordinary
// directory, whose file system is not frozen; thawing it does nothing.
#include "platform/linux/freeze/guardian/lease_clock.h"
#include "platform/linux/freeze/guardian_process.h"
#include "platform/linux/system/capabilities.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/resource.h>

#include <atomic>
#include <future>

using namespace ga;
using namespace std::chrono_literals;

namespace {

using Guard = std::shared_ptr<FreezeGuard>;

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The only child of this process, whichever of its threads has it; 0: none.
pid_t guardianPid()
{
    const QDir threads(QStringLiteral("/proc/self/task"));
    for (const QString &thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = threads.filePath(thread + QStringLiteral("/children"));
        if (const int pid = textOf(path).simplified().toInt())
            return pid;
    }
    return 0;
}

FrozenSet directories(int count)
{
    FrozenSet set;
    for (int i = 0; i < count; ++i)
        set.fileSystems.push_back(
            {{}, std::make_shared<const Descriptor>(::open("/", O_RDONLY | O_CLOEXEC))});
    return set;
}

} // namespace

class GuardianProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_notified = 0; }
    void cleanup() { QTRY_COMPARE(guardianPid(), 0); }

    void holdsMoreThanOneMessageCarries();
    void missingProgramIsNamed();
    void programThatIsNoGuardianIsRefused();
    void releasedOneEndsQuietly();
    void timeThatIsUpIsTold();
    void itsEndIsNotWaitedForInVain();
    void killedOneIsMissed();
    void signalsOfAServiceStopDoNotEndIt();
    void forgottenOneEnds();
    void livesInItsOwnSessionAndInMemory();
    void pauseOfTheGuestCountsAsOneStep();
    void noLimitIsNeverUp();

private:
    Result<std::unique_ptr<FreezeGuard>> post(const QByteArray &program = QTGA_GUARDIAN,
                                              int count = 1)
    {
        return GuardianProcesses(program).post(directories(count), [this] { ++m_notified; });
    }

    std::atomic<int> m_notified = 0;
};

void GuardianProcessTest::holdsMoreThanOneMessageCarries()
{
    rlimit limit = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = limit.rlim_max;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_cur < 1000)
        QSKIP("too few descriptors are allowed here");
    const auto guard = post(QTGA_GUARDIAN, 600);
    QVERIFY2(guard, qPrintable(guard ? QString() : guard.error().description));
    const auto held = QDir(QStringLiteral("/proc/%1/fd").arg(guardianPid()))
                          .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    QCOMPARE(held.size(), 604); // Besides: the standard streams, and what tells of its starter.
    (*guard)->release();
}

void GuardianProcessTest::missingProgramIsNamed()
{
    const auto guard = post("/no/such/guardian");
    QVERIFY(!guard);
    QCOMPARE(guard.error().description,
             QStringLiteral("no file system is frozen without its guardian: failed to start "
                            "/no/such/guardian: No such file or directory"));
}

void GuardianProcessTest::programThatIsNoGuardianIsRefused()
{
    const auto guard = post("/bin/true");
    QVERIFY(!guard);
    QVERIFY(guard.error().description.startsWith(
        QStringLiteral("no file system is frozen without its guardian: it ")));
}

void GuardianProcessTest::releasedOneEndsQuietly()
{
    const auto guard = post();
    QVERIFY(guard);
    (*guard)->arm(1h);
    (*guard)->release();
    QTRY_COMPARE(guardianPid(), 0);
    QCOMPARE((*guard)->end(), std::nullopt);
    QCOMPARE(m_notified.load(), 0);
}

void GuardianProcessTest::timeThatIsUpIsTold()
{
    const auto guard = post();
    QVERIFY(guard);
    QCOMPARE((*guard)->end(), std::nullopt);
    (*guard)->arm(1ms);
    QTRY_COMPARE(m_notified.load(), 1);
    QCOMPARE((*guard)->end(), FreezeEnd::Expired);
}

// Who is told of the end releases the guard, and that waits until the guardian has ended.
void GuardianProcessTest::itsEndIsNotWaitedForInVain()
{
    std::promise<Guard> handOver;
    std::promise<pid_t> released;
    const auto posted = handOver.get_future().share();
    auto guard = GuardianProcesses(QTGA_GUARDIAN).post(directories(1), [&] {
        posted.get()->release();
        released.set_value(guardianPid());
    });
    QVERIFY(guard);
    const Guard held = *std::move(guard);
    handOver.set_value(held);
    held->arm(1ms);
    QCOMPARE(released.get_future().get(), 0);
}

void GuardianProcessTest::killedOneIsMissed()
{
    const auto guard = post();
    QVERIFY(guard);
    (*guard)->arm(1h);
    ::kill(guardianPid(), SIGKILL);
    QTRY_COMPARE(m_notified.load(), 1);
    QCOMPARE((*guard)->end(), FreezeEnd::Unguarded);
}

void GuardianProcessTest::signalsOfAServiceStopDoNotEndIt()
{
    const auto guard = post();
    QVERIFY(guard);
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2})
        ::kill(guardianPid(), number);
    (*guard)->arm(1ms); // It still hears, and counts.
    QTRY_COMPARE((*guard)->end(), FreezeEnd::Expired);
}

void GuardianProcessTest::forgottenOneEnds()
{
    {
        const auto guard = post();
        QVERIFY(guard);
        (*guard)->arm(0ms);
    }
    QTRY_COMPARE(guardianPid(), 0);
    QCOMPARE(m_notified.load(), 0);
}

void GuardianProcessTest::livesInItsOwnSessionAndInMemory()
{
    const auto guard = post();
    QVERIFY(guard);
    const pid_t pid = guardianPid();
    QCOMPARE(::getsid(pid), pid);
    const QString process = QStringLiteral("/proc/%1/").arg(pid);
    if (hasCapability(CAP_SYS_RESOURCE))
        QCOMPARE(textOf(process + QStringLiteral("oom_score_adj")).trimmed(), QByteArray("-1000"));
    if (hasCapability(CAP_IPC_LOCK))
        QVERIFY(!textOf(process + QStringLiteral("status")).contains("VmLck:\t       0 kB"));
    (*guard)->release();
}

void GuardianProcessTest::pauseOfTheGuestCountsAsOneStep()
{
    guardian::LeaseClock clock(10'000, 0);
    qint64 now = 0;
    for (int i = 0; i < 5; ++i)
        clock.advance(now += clock.step());
    QVERIFY(!clock.isUp());
    clock.advance(now += 3'600'000); // The guest was paused for an hour.
    QVERIFY(!clock.isUp());
    for (int i = 0; i < 3; ++i)
        clock.advance(now += clock.step());
    QVERIFY(clock.isUp());
}

void GuardianProcessTest::noLimitIsNeverUp()
{
    guardian::LeaseClock clock(0, 0);
    QCOMPARE(clock.step(), -1);
    clock.advance(1'000'000'000);
    QVERIFY(!clock.isUp());
}

QTEST_GUILESS_MAIN(GuardianProcessTest)
#include "guardian_process_test.moc"

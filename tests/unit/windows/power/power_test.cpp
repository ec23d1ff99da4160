// SPDX-License-Identifier: Apache-2.0
// What WindowsPower asks of Windows, on a machine that exists in this test only.
#include "platform/windows/power/windows_power.h"

#include <QSemaphore>
#include <QTest>

using namespace ga;
using namespace std::chrono_literals;

namespace {

// Outlives the calls: a suspension may outlast the object under test.
struct Machine
{
    SleepStates states{.s3 = true, .s4 = true, .hibernationFile = true};
    bool privileged = true;
    bool refusesSuspension = false;
    QList<quint32> exits;
    QList<bool> suspensions;
    QSemaphore wake;
    QSemaphore awake;
};

class FakeCalls : public PowerCalls
{
public:
    explicit FakeCalls(std::shared_ptr<Machine> machine)
        : m_machine(std::move(machine))
    {}

    Result<Nothing> acquireShutdownPrivilege() override
    {
        return m_machine->privileged ? Result<Nothing>() : fail(QStringLiteral("no privilege"));
    }
    Result<SleepStates> sleepStates() override { return m_machine->states; }
    Result<Nothing> exitWindows(quint32 flags) override
    {
        m_machine->exits += flags;
        return Nothing{};
    }
    Result<Nothing> suspend(bool hibernate) override
    {
        m_machine->suspensions += hibernate;
        if (m_machine->refusesSuspension)
            return fail(QStringLiteral("guest-suspend failed: denied"));
        m_machine->wake.acquire();
        m_machine->awake.release();
        return Nothing{};
    }

private:
    std::shared_ptr<Machine> m_machine;
};

} // namespace

class PowerTest : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<Machine> m_machine;

    WindowsPower power(std::chrono::milliseconds patience) const
    {
        return WindowsPower(std::make_unique<FakeCalls>(m_machine), patience);
    }

    QString refusal(SuspendMode mode) const
    {
        const auto result = power(60s).suspend(mode);
        return result ? QString() : result.error().description;
    }

private Q_SLOTS:
    void init() { m_machine = std::make_shared<Machine>(); }

    // EWX_POWEROFF, EWX_SHUTDOWN and EWX_REBOOT, each with EWX_FORCE.
    void shutdownIsForced()
    {
        for (const ShutdownMode mode :
             {ShutdownMode::PowerDown, ShutdownMode::Halt, ShutdownMode::Reboot})
            QVERIFY(power(0ms).shutdown(mode));
        QCOMPARE(m_machine->exits, (QList<quint32>{12, 5, 6}));
    }

    void nothingIsShutDownWithoutThePrivilege()
    {
        m_machine->privileged = false;
        QCOMPARE(power(0ms).shutdown(ShutdownMode::PowerDown).error().description,
                 QStringLiteral("no privilege"));
        QVERIFY(m_machine->exits.isEmpty());
    }

    void suspensionDoesNotWaitForTheWakeUp()
    {
        QVERIFY(power(10ms).suspend(SuspendMode::Disk));
        m_machine->wake.release();
        QVERIFY(m_machine->awake.tryAcquire(1, 60000));
        QVERIFY(power(10ms).suspend(SuspendMode::Ram));
        m_machine->wake.release();
        QVERIFY(m_machine->awake.tryAcquire(1, 60000));
        QCOMPARE(m_machine->suspensions, (QList<bool>{true, false}));
    }

    void refusedSuspensionIsAnError()
    {
        m_machine->refusesSuspension = true;
        QCOMPARE(refusal(SuspendMode::Ram), QStringLiteral("guest-suspend failed: denied"));
    }

    void whatTheMachineLacksIsNotTried()
    {
        m_machine->states = {};
        QCOMPARE(refusal(SuspendMode::Disk), QStringLiteral("suspend-to-disk not supported by OS"));
        QCOMPARE(refusal(SuspendMode::Ram), QStringLiteral("suspend-to-ram not supported by OS"));
        m_machine->states = {.s4 = true};
        QVERIFY(refusal(SuspendMode::Disk).contains(QStringLiteral("hibernation is switched off")));
        QVERIFY(!refusal(SuspendMode::Hybrid).isEmpty());
        QVERIFY(m_machine->suspensions.isEmpty());
    }
};

QTEST_GUILESS_MAIN(PowerTest)
#include "power_test.moc"

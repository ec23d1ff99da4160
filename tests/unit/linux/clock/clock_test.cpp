// SPDX-License-Identifier: Apache-2.0
// What is set, in which order, and what the host is told; on clocks that exist in this test only.
#include "platform/linux/clock/linux_clock.h"
#include "platform/linux/system/capabilities.h"
#include "tests/fakes/without_capabilities.h"

#include <QTest>

#include <cerrno>

using namespace ga;
using namespace std::chrono_literals;

namespace {

constexpr qint64 perSecond = 1000000000;

// The machine's clocks, outliving the objects that the code under test owns.
struct Machine
{
    qint64 system = 0; // Nanoseconds.
    int setError = 0;
    QList<qint64> settings;

    int openError = 0;
    int hardwareError = 0;
    bool ticking = true;
    qint64 hardware = 0; // Nanoseconds.
    std::chrono::nanoseconds firstSecond = 500ms;
    bool written = false;
    rtc_time writtenReading = {};
    qint64 writtenAt = 0; // By the system clock.

    QByteArray adjustments;

    void pass(qint64 nanoseconds)
    {
        system += nanoseconds;
        if (ticking)
            hardware += nanoseconds;
    }
};

class FakeHardwareClock : public HardwareClock
{
public:
    explicit FakeHardwareClock(Machine &machine)
        : m_machine(machine)
    {}
    int read(rtc_time &time) override
    {
        time = *readingOf(time_t(m_machine.hardware / perSecond), false);
        return m_machine.hardwareError;
    }
    int write(const rtc_time &time) override
    {
        m_machine.written = m_machine.hardwareError == 0;
        m_machine.writtenReading = time;
        m_machine.writtenAt = m_machine.system;
        return m_machine.hardwareError;
    }
    std::chrono::nanoseconds firstSecondAfterWriting() const override
    {
        return m_machine.firstSecond;
    }

private:
    Machine &m_machine;
};

class FakeCalls : public ClockCalls
{
public:
    explicit FakeCalls(Machine &machine)
        : m_machine(machine)
    {}
    int readSystemClock(timespec &time) override
    {
        time = {time_t(m_machine.system / perSecond), long(m_machine.system % perSecond)};
        return 0;
    }
    int setSystemClock(const timespec &time) override
    {
        if (time.tv_nsec < 0)
            return EINVAL; // As the kernel does.
        if (m_machine.setError)
            return m_machine.setError;
        m_machine.system = time.tv_sec * perSecond + time.tv_nsec;
        m_machine.settings += m_machine.system;
        return 0;
    }
    void sleep(std::chrono::nanoseconds duration) override { m_machine.pass(duration.count()); }
    tl::expected<std::unique_ptr<HardwareClock>, int> openHardwareClock() override
    {
        if (m_machine.openError)
            return tl::unexpected(m_machine.openError);
        return std::make_unique<FakeHardwareClock>(m_machine);
    }
    QByteArray adjustments() override { return m_machine.adjustments; }

private:
    Machine &m_machine;
};

std::unique_ptr<LinuxClock> clockOf(Machine &machine)
{
    return LinuxClock::create(std::make_unique<FakeCalls>(machine));
}

QString errorOf(const Result<Nothing> &result)
{
    return result ? QStringLiteral("no error") : result.error().description;
}

// Sets the time zone for one test.
class Zone
{
public:
    explicit Zone(const char *zone)
        : m_before(qgetenv("TZ"))
        , m_wasSet(qEnvironmentVariableIsSet("TZ"))
    {
        qputenv("TZ", zone);
        ::tzset();
    }
    ~Zone()
    {
        m_wasSet ? qputenv("TZ", m_before) : qunsetenv("TZ");
        ::tzset();
    }

private:
    QByteArray m_before;
    bool m_wasSet;
};

} // namespace

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nowIsTheSystemClock();
    void reasonIsGivenWithoutTheCapability();
    void setIsToTheNanosecond();
    void impossibleTimes_data();
    void impossibleTimes();
    void firstAndLastYearAreTaken();
    void refusalOfTheKernelIsTold();
    void hardwareClockIsSetToTick_data();
    void hardwareClockIsSetToTick();
    void hardwareClockIsSetInLocalTime();
    void hardwareClockThatFailsIsNoError();
    void nothingIsSetOnTheHardwareClockWhereTheSystemClockFails();
    void setFromHardwareClockWaitsForItsNextSecond();
    void setFromHardwareClockInLocalTime();
    void setFromHardwareClockErrors_data();
    void setFromHardwareClockErrors();
    void clockThatStandsStillIsAnError();
    void adjustmentsTellLocalTime_data();
    void adjustmentsTellLocalTime();
    void impossibleReadingsHaveNoSeconds();
};

void ClockTest::nowIsTheSystemClock()
{
    const auto clock = LinuxClock::create();
    const qint64 before =
        std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
    const auto now = clock->now();
    const qint64 after =
        std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
    QVERIFY(now);
    QVERIFY(before <= *now && *now <= after);
}

void ClockTest::reasonIsGivenWithoutTheCapability()
{
    QString reason;
    withoutCapabilities([&] { reason = LinuxClock::createControl().reason(); });
    QCOMPARE(reason, QStringLiteral("the agent lacks CAP_SYS_TIME"));
    QCOMPARE(bool(LinuxClock::createControl()), hasCapability(CAP_SYS_TIME));
}

void ClockTest::setIsToTheNanosecond()
{
    Machine machine{.openError = ENOENT};
    QVERIFY(clockOf(machine)->set(1700000000123456789));
    QCOMPARE(machine.settings, QList<qint64>{1700000000123456789});
    QCOMPARE(*clockOf(machine)->now(), 1700000000123456789);
}

void ClockTest::impossibleTimes_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("error");
    QTest::newRow("a nanosecond before 1970")
        << qint64(-1) << QStringLiteral("Failed to set time to guest: Invalid argument");
    QTest::newRow("1969") << -perSecond << QStringLiteral("Invalid time");
    QTest::newRow("2070") << 3155760000 * perSecond << QStringLiteral("Invalid time");
    QTest::newRow("largest") << std::numeric_limits<qint64>::max()
                             << QStringLiteral("Invalid time");
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min()
                              << QStringLiteral("Invalid time");
}

void ClockTest::impossibleTimes()
{
    QFETCH(qint64, time);
    Machine machine;
    QTEST(errorOf(clockOf(machine)->set(time)), "error");
    QVERIFY(machine.settings.isEmpty());
}

void ClockTest::firstAndLastYearAreTaken()
{
    Machine machine;
    QVERIFY(clockOf(machine)->set(0));
    QVERIFY(clockOf(machine)->set(3155760000 * perSecond - 1));
}

void ClockTest::refusalOfTheKernelIsTold()
{
    Machine machine{.setError = EPERM};
    QCOMPARE(errorOf(clockOf(machine)->set(perSecond)),
             QStringLiteral("Failed to set time to guest: Operation not permitted"));
}

void ClockTest::hardwareClockIsSetToTick_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<bool>("halfSecond");
    QTest::addColumn<qint64>("writtenAt");
    QTest::newRow("PC, before the half")
        << 100 * perSecond + 200 << true << 100 * perSecond + perSecond / 2;
    QTest::newRow("PC, after the half")
        << 100 * perSecond + perSecond / 2 + 1 << true << 101 * perSecond + perSecond / 2;
    QTest::newRow("PC, at the half")
        << 100 * perSecond + perSecond / 2 << true << 100 * perSecond + perSecond / 2;
    QTest::newRow("other, at the second") << 100 * perSecond << false << 100 * perSecond;
    QTest::newRow("other, after it") << 100 * perSecond + 1 << false << 101 * perSecond;
}

void ClockTest::hardwareClockIsSetToTick()
{
    QFETCH(qint64, time);
    QFETCH(bool, halfSecond);
    QFETCH(qint64, writtenAt);
    Machine machine{.firstSecond = halfSecond ? 500ms : 1000ms};
    QVERIFY(clockOf(machine)->set(time));
    QVERIFY(machine.written);
    QCOMPARE(machine.writtenAt, writtenAt);
    QCOMPARE(qint64(*secondsOf(machine.writtenReading, false)), writtenAt / perSecond);
}

void ClockTest::hardwareClockIsSetInLocalTime()
{
    const Zone zone("TST-2"); // Two hours east of UTC.
    Machine machine{.adjustments = "0.0 0 0.0\n0\nLOCAL\n"};
    QVERIFY(clockOf(machine)->set(1000000000 * perSecond)); // 2001-09-09 01:46:40 UTC
    QCOMPARE(machine.writtenReading.tm_year, 101);
    QCOMPARE(machine.writtenReading.tm_mon, 8);
    QCOMPARE(machine.writtenReading.tm_mday, 9);
    QCOMPARE(machine.writtenReading.tm_hour, 3);
    QCOMPARE(machine.writtenReading.tm_min, 46);
    machine.adjustments = "0.0 0 0.0\n0\nUTC\n";
    QVERIFY(clockOf(machine)->set(1000000000 * perSecond));
    QCOMPARE(machine.writtenReading.tm_hour, 1);
}

void ClockTest::hardwareClockThatFailsIsNoError()
{
    Machine none{.openError = ENOENT};
    QVERIFY(clockOf(none)->set(perSecond));
    Machine busy{.openError = EBUSY};
    QTest::ignoreMessage(QtWarningMsg, "cannot set the hardware clock: Device or resource busy");
    QVERIFY(clockOf(busy)->set(perSecond));
    Machine broken{.hardwareError = EIO};
    QTest::ignoreMessage(QtWarningMsg, "cannot set the hardware clock: Input/output error");
    QVERIFY(clockOf(broken)->set(perSecond));
    QCOMPARE(broken.settings, QList<qint64>{perSecond});
}

void ClockTest::nothingIsSetOnTheHardwareClockWhereTheSystemClockFails()
{
    Machine machine{.setError = EPERM};
    QVERIFY(!clockOf(machine)->set(perSecond));
    QVERIFY(!machine.written);
}

void ClockTest::setFromHardwareClockWaitsForItsNextSecond()
{
    Machine machine{.hardware = 1700000000 * perSecond + 300000000};
    QVERIFY(clockOf(machine)->setFromHardwareClock());
    QCOMPARE(machine.settings, QList<qint64>{1700000001 * perSecond});
    const qint64 late = machine.hardware - 1700000001 * perSecond;
    QVERIFY(late >= 0 && late <= 1000000); // It looked once a millisecond.
}

void ClockTest::setFromHardwareClockInLocalTime()
{
    const Zone zone("TST-2");
    Machine machine{.hardware = 1700000000 * perSecond, .adjustments = "0.0 0 0.0\n0\nLOCAL"};
    QVERIFY(clockOf(machine)->setFromHardwareClock());
    QCOMPARE(machine.settings, QList<qint64>{(1700000001 - 7200) * perSecond});
}

void ClockTest::setFromHardwareClockErrors_data()
{
    QTest::addColumn<int>("openError");
    QTest::addColumn<int>("hardwareError");
    QTest::addColumn<int>("setError");
    QTest::addColumn<QString>("error");
    QTest::newRow("none")
        << ENOENT << 0 << 0
        << QStringLiteral("This guest has no hardware clock (neither /dev/rtc0 nor /dev/rtc)");
    QTest::newRow("busy") << EBUSY << 0 << 0
                          << QStringLiteral(
                                 "Failed to open the hardware clock: Device or resource busy");
    QTest::newRow("unreadable") << 0 << EINVAL << 0
                                << QStringLiteral(
                                       "Failed to read the hardware clock: Invalid argument");
    QTest::newRow("not permitted")
        << 0 << 0 << EPERM
        << QStringLiteral("Failed to set time to guest: Operation not permitted");
}

void ClockTest::setFromHardwareClockErrors()
{
    QFETCH(int, openError);
    QFETCH(int, hardwareError);
    QFETCH(int, setError);
    Machine machine{.setError = setError, .openError = openError, .hardwareError = hardwareError};
    QTEST(errorOf(clockOf(machine)->setFromHardwareClock()), "error");
    QVERIFY(machine.settings.isEmpty());
}

void ClockTest::clockThatStandsStillIsAnError()
{
    Machine machine{.ticking = false};
    QCOMPARE(errorOf(clockOf(machine)->setFromHardwareClock()),
             QStringLiteral("Failed to read the hardware clock: it stands still"));
}

void ClockTest::adjustmentsTellLocalTime_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("local");
    QTest::newRow("no file") << QByteArray() << false;
    QTest::newRow("UTC") << QByteArray("0.0 0 0.0\n0\nUTC\n") << false;
    QTest::newRow("local") << QByteArray("0.0 0 0.0\n0\nLOCAL\n") << true;
    QTest::newRow("no newline at the end") << QByteArray("0.0 0 0.0\n0\nLOCAL") << true;
    QTest::newRow("old, two lines") << QByteArray("0.0 0 0.0\nLOCAL") << false;
    QTest::newRow("other word") << QByteArray("0.0 0 0.0\n0\nLOCALE\n") << false;
}

void ClockTest::adjustmentsTellLocalTime()
{
    QFETCH(QByteArray, content);
    QTEST(runsInLocalTime(content), "local");
}

void ClockTest::impossibleReadingsHaveNoSeconds()
{
    rtc_time reading = {.tm_mday = 30, .tm_mon = 1, .tm_year = 120}; // The 30th of February.
    QVERIFY(!secondsOf(reading, false));
    reading = {.tm_mday = 0, .tm_mon = 0, .tm_year = 0};
    QVERIFY(!secondsOf(reading, false));
    reading = {.tm_mday = 1, .tm_mon = 0, .tm_year = 70};
    QCOMPARE(qint64(*secondsOf(reading, false)), 0);
}

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"

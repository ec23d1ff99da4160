// SPDX-License-Identifier: Apache-2.0
// Reads and sets the guest's clocks.
#include "platform/linux/clock/linux_clock.h"

#include "platform/linux/system/capabilities.h"

#include <QLoggingCategory>

#include <cerrno>
#include <linux/capability.h>
#include <utility>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(logClock, "ga.clock")

using namespace std::chrono_literals;

constexpr qint64 perSecond = 1000000000;
constexpr int earliestYear = 1970 - 1900; // As tm_year counts.
constexpr int latestYear = 2069 - 1900;

// The quotient and the rest of a negative time are both negative, so the kernel refuses -1 by its
// nanoseconds.
Result<timespec> checkedTime(qint64 nanoseconds)
{
    const qint64 seconds = nanoseconds / perSecond;
    if (!std::in_range<time_t>(seconds))
        return fail(QStringLiteral("Time %1 is too large").arg(nanoseconds));
    const timespec time = {time_t(seconds), long(nanoseconds % perSecond)};
    std::tm broken = {};
    if (!::gmtime_r(&time.tv_sec, &broken) || broken.tm_year < earliestYear ||
        broken.tm_year > latestYear)
        return fail(QStringLiteral("Invalid time"));
    return time;
}

qint64 nanosecondsOf(const timespec &time)
{
    return qint64(time.tv_sec) * perSecond + time.tv_nsec;
}

QString hardwareClockFailure()
{
    return QStringLiteral("Failed to read the hardware clock");
}

} // namespace

LinuxClock::LinuxClock(std::unique_ptr<ClockCalls> calls)
    : m_calls(std::move(calls))
{}

std::unique_ptr<LinuxClock> LinuxClock::create(std::unique_ptr<ClockCalls> calls)
{
    return std::unique_ptr<LinuxClock>(new LinuxClock(std::move(calls)));
}

Provided<ClockControl> LinuxClock::createControl()
{
    if (!hasCapability(CAP_SYS_TIME))
        return Provided<ClockControl>::lacking(QStringLiteral("the agent lacks CAP_SYS_TIME"));
    return create();
}

Result<qint64> LinuxClock::now()
{
    timespec time = {};
    if (const int error = m_calls->readSystemClock(time))
        return failSystem(QStringLiteral("Failed to get time"), error);
    return nanosecondsOf(time);
}

Result<Nothing> LinuxClock::set(qint64 nanoseconds)
{
    return checkedTime(nanoseconds)
        .and_then([this](const timespec &time) { return setSystemClock(time); })
        .map([this](Nothing nothing) {
            updateHardwareClock();
            return nothing;
        });
}

Result<Nothing> LinuxClock::setFromHardwareClock()
{
    const auto clock = m_calls->openHardwareClock();
    if (!clock && clock.error() == ENOENT)
        return fail(
            QStringLiteral("This guest has no hardware clock (neither /dev/rtc0 nor /dev/rtc)"));
    if (!clock)
        return failSystem(QStringLiteral("Failed to open the hardware clock"), clock.error());
    return nextReadingOf(**clock)
        .and_then([this](const rtc_time &reading) { return toSeconds(reading); })
        .and_then([this](time_t seconds) {
            return setSystemClock({seconds, 0});
        });
}

Result<Nothing> LinuxClock::setSystemClock(const timespec &time)
{
    if (const int error = m_calls->setSystemClock(time))
        return failSystem(QStringLiteral("Failed to set time to guest"), error);
    return Nothing{};
}

void LinuxClock::updateHardwareClock()
{
    const auto clock = m_calls->openHardwareClock();
    const int error = clock ? writeHardwareClock(**clock) : clock.error();
    if (error == ENOENT)
        qCInfo(logClock, "there is no hardware clock to set");
    else if (error != 0)
        qCWarning(logClock).noquote()
            << Error::system(QStringLiteral("cannot set the hardware clock"), error).description;
}

// Written when the system clock's fraction of a second is such that both go on to the next second
// together.
int LinuxClock::writeHardwareClock(HardwareClock &clock)
{
    const qint64 lead = perSecond - clock.firstSecondAfterWriting().count();
    timespec time = {};
    if (const int error = m_calls->readSystemClock(time))
        return error;
    const qint64 overdue = (nanosecondsOf(time) - lead + perSecond) % perSecond;
    m_calls->sleep(std::chrono::nanoseconds(overdue == 0 ? 0 : perSecond - overdue));
    if (const int error = m_calls->readSystemClock(time))
        return error;
    const qint64 seconds = (nanosecondsOf(time) - lead + perSecond / 2) / perSecond;
    const auto reading = readingOf(time_t(seconds), runsInLocalTime(m_calls->adjustments()));
    return reading ? clock.write(*reading) : EOVERFLOW;
}

Result<rtc_time> LinuxClock::nextReadingOf(HardwareClock &clock)
{
    rtc_time first = {};
    int error = clock.read(first);
    for (int attempt = 0; error == 0 && attempt < 2000; ++attempt) {
        m_calls->sleep(1ms);
        rtc_time next = {};
        error = clock.read(next);
        if (error == 0 && next.tm_sec != first.tm_sec)
            return next;
    }
    if (error != 0)
        return failSystem(hardwareClockFailure(), error);
    return fail(hardwareClockFailure() + QStringLiteral(": it stands still"));
}

Result<time_t> LinuxClock::toSeconds(const rtc_time &reading)
{
    const auto seconds = secondsOf(reading, runsInLocalTime(m_calls->adjustments()));
    if (!seconds)
        return fail(hardwareClockFailure() + QStringLiteral(": it has no valid date"));
    return *seconds;
}

} // namespace ga

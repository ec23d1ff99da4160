// SPDX-License-Identifier: Apache-2.0
// Shuts Windows down and suspends it.
#include "platform/windows/power/windows_power.h"

#include <future>
#include <thread>

namespace ga {

namespace {

// Flags of ExitWindowsEx(), winuser.h.
constexpr quint32 shutDown = 0x1; // And stay on.
constexpr quint32 reboot = 0x2;
constexpr quint32 force = 0x4;
constexpr quint32 powerOff = 0x8;

quint32 flagsFor(ShutdownMode mode)
{
    switch (mode) {
    case ShutdownMode::Halt:
        return force | shutDown;
    case ShutdownMode::Reboot:
        return force | reboot;
    case ShutdownMode::PowerDown:
        break;
    }
    return force | powerOff;
}

Result<Nothing> checkHibernation(const SleepStates &states)
{
    if (!states.s4)
        return fail(QStringLiteral("suspend-to-disk not supported by OS"));
    if (!states.hibernationFile)
        return fail(QStringLiteral("suspend-to-disk not supported by OS: hibernation is switched "
                                   "off (powercfg /hibernate on)"));
    return Nothing{};
}

Result<Nothing> checkStandby(const SleepStates &states)
{
    if (!states.s3)
        return fail(QStringLiteral("suspend-to-ram not supported by OS"));
    return Nothing{};
}

Result<Nothing> checkSupport(SuspendMode mode, const SleepStates &states)
{
    switch (mode) {
    case SuspendMode::Disk:
        return checkHibernation(states);
    case SuspendMode::Ram:
        return checkStandby(states);
    case SuspendMode::Hybrid:
        break;
    }
    return fail(hybridSuspendReason());
}

} // namespace

QString hybridSuspendReason()
{
    return QStringLiteral("on Windows the power plan decides whether a sleep is hybrid, and no "
                          "program can ask for one");
}

WindowsPower::WindowsPower(std::unique_ptr<PowerCalls> calls, std::chrono::milliseconds patience)
    : m_calls(std::move(calls))
    , m_patience(patience)
{}

Result<Nothing> WindowsPower::shutdown(ShutdownMode mode)
{
    return m_calls->acquireShutdownPrivilege().and_then(
        [&](Nothing) { return m_calls->exitWindows(flagsFor(mode)); });
}

// The call comes back after the guest has been woken up, perhaps days later, but what Windows
// refuses it refuses at once. A thread of its own waits for it, so that the worker goes on.
Result<Nothing> WindowsPower::suspend(SuspendMode mode)
{
    const auto ready = m_calls->sleepStates()
                           .and_then([&](const SleepStates &states) { return checkSupport(mode, states); })
                           .and_then([&](Nothing) { return m_calls->acquireShutdownPrivilege(); });
    if (!ready)
        return ready;
    std::packaged_task<Result<Nothing>()> call(
        [calls = m_calls, mode] { return calls->suspend(mode == SuspendMode::Disk); });
    std::future<Result<Nothing>> result = call.get_future();
    std::thread(std::move(call)).detach();
    if (result.wait_for(m_patience) != std::future_status::ready)
        return Nothing{};
    return result.get();
}

} // namespace ga

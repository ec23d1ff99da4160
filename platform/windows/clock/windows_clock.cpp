// SPDX-License-Identifier: Apache-2.0
// Reads and sets the guest's clock.
#include "platform/windows/clock/windows_clock.h"

#include "platform/windows/clock/clock_setting.h"
#include "platform/windows/helper/helper.h"
#include "platform/windows/system/file_time.h"
#include "platform/windows/system/privilege.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

namespace ga {

namespace {

Result<Nothing> setSystemClock(qint64 fileTime)
{
    const FILETIME time{DWORD(fileTime), DWORD(fileTime >> 32)};
    SYSTEMTIME calendar{};
    if (!::FileTimeToSystemTime(&time, &calendar) || !::SetSystemTime(&calendar))
        return failWindows(QStringLiteral("Failed to set time to guest"));
    return Nothing{};
}

Result<Nothing> answerOf(const HelperOutcome &outcome)
{
    switch (resyncOutcome(outcome.exitCode)) {
    case ResyncOutcome::Done:
        return Nothing{};
    case ResyncOutcome::ServiceNotRunning:
        return fail(QStringLiteral("Windows Time service not running on the guest"));
    case ResyncOutcome::Failed:
        break;
    }
    return failWindows(
        QStringLiteral("w32tm failed with error (0x%1)").arg(outcome.exitCode, 0, 16),
        outcome.exitCode);
}

} // namespace

Result<qint64> WindowsClock::now()
{
    FILETIME now{};
    ::GetSystemTimePreciseAsFileTime(&now);
    return nanosecondsOfFileTime(qint64(quint64(now.dwHighDateTime) << 32 | now.dwLowDateTime));
}

Result<Nothing> WindowsClock::set(qint64 nanoseconds)
{
    const auto time = fileTimeToSet(nanoseconds);
    if (!time)
        return fail(time.error());
    const auto privilege =
        acquirePrivilege(SE_SYSTEMTIME_NAME, QStringLiteral("failed to acquire the privilege to set the time"));
    return privilege.and_then([&](Nothing) { return setSystemClock(*time); });
}

Result<Nothing> WindowsClock::setFromHardwareClock()
{
    constexpr std::chrono::seconds deadline(30); // It only tells the service.
    return runHelper(QStringLiteral("w32tm.exe"),
                     {QStringLiteral("/resync"), QStringLiteral("/nowait")}, deadline)
        .and_then(&answerOf);
}

} // namespace ga

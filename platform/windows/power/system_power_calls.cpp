// SPDX-License-Identifier: Apache-2.0
// ExitWindowsEx(), SetSuspendState() and GetPwrCapabilities().
#include "platform/windows/power/power_calls.h"

#include "platform/windows/system/privilege.h"
#include "platform/windows/system/windows_error.h"

#include <windows.h>

#include <powrprof.h>

namespace ga {

namespace {

class SystemPowerCalls : public PowerCalls
{
public:
    Result<Nothing> acquireShutdownPrivilege() override
    {
        return acquirePrivilege(SE_SHUTDOWN_NAME,
                                QStringLiteral("failed to acquire the privilege to shut down"));
    }

    Result<SleepStates> sleepStates() override
    {
        SYSTEM_POWER_CAPABILITIES read{};
        if (!::GetPwrCapabilities(&read))
            return failWindows(QStringLiteral("failed to determine guest suspend capabilities"));
        return SleepStates{.s3 = bool(read.SystemS3),
                           .s4 = bool(read.SystemS4),
                           .hibernationFile = bool(read.HiberFilePresent)};
    }

    Result<Nothing> exitWindows(quint32 flags) override
    {
        constexpr DWORD reason =
            SHTDN_REASON_FLAG_PLANNED | SHTDN_REASON_MAJOR_OTHER | SHTDN_REASON_MINOR_OTHER;
        if (!::ExitWindowsEx(flags, reason))
            return failWindows(QStringLiteral("guest-shutdown failed"));
        return Nothing{};
    }

    Result<Nothing> suspend(bool hibernate) override
    {
        constexpr BOOLEAN forced = TRUE; // Windows does it without asking since Vista anyway.
        constexpr BOOLEAN noWakeEvents = TRUE; // The host wakes it up, no timer of the guest's.
        if (!::SetSuspendState(hibernate, forced, noWakeEvents))
            return failWindows(QStringLiteral("guest-suspend failed"));
        return Nothing{};
    }
};

} // namespace

std::unique_ptr<PowerCalls> createPowerCalls()
{
    return std::make_unique<SystemPowerCalls>();
}

} // namespace ga

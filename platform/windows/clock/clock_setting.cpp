// SPDX-License-Identifier: Apache-2.0
// To what the clock may be set, and what Windows' time service answers.
#include "platform/windows/clock/clock_setting.h"

#include "platform/windows/system/file_time.h"

namespace ga {

Result<qint64> fileTimeToSet(qint64 nanoseconds)
{
    if (nanoseconds < 0)
        return fail(QStringLiteral("Time %1 is invalid").arg(nanoseconds));
    return fileTimeOfNanoseconds(nanoseconds);
}

ResyncOutcome resyncOutcome(quint32 exitCode)
{
    constexpr quint32 serviceNotActive = 1062; // ERROR_SERVICE_NOT_ACTIVE
    constexpr quint32 asHresult = 0x80070000 | serviceNotActive;
    if (exitCode == 0)
        return ResyncOutcome::Done;
    return exitCode == serviceNotActive || exitCode == asHresult ? ResyncOutcome::ServiceNotRunning
                                                                 : ResyncOutcome::Failed;
}

} // namespace ga

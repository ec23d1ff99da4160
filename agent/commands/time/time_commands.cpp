// SPDX-License-Identifier: Apache-2.0
// The time family: what its commands ask of the platform.
#include "commands/time/time_commands.h"

#include "commands/event_log.h"

namespace ga {

Result<qint64> getTime(Services &services)
{
    return services.platform.clock->now();
}

Result<Nothing> setTime(Services &services, const SetTimeArguments &arguments)
{
    qCInfo(lcEvent) << "sets the clock";
    ClockControl &clock = *services.platform.clockControl;
    return arguments.time ? clock.set(*arguments.time) : clock.setFromHardwareClock();
}

} // namespace ga

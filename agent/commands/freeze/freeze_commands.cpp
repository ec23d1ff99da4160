// SPDX-License-Identifier: Apache-2.0
// The freeze family: what its commands ask of the platform.
#include "commands/freeze/freeze_commands.h"

#include "runtime/freeze_session.h"

namespace ga {

Result<FreezeStatus> freezeStatus(Services &services)
{
    return services.freeze.status();
}

Result<qint64> freeze(Services &services)
{
    return services.freeze.freeze(std::nullopt);
}

Result<qint64> freezeList(Services &services, const FreezeListArguments &arguments)
{
    return services.freeze.freeze(arguments.mountpoints);
}

Result<qint64> thaw(Services &services)
{
    return services.freeze.thaw();
}

Result<TrimReply> trim(Services &services, const TrimArguments &arguments)
{
    return services.platform.trimmer->trim(arguments.minimum.value_or(0));
}

} // namespace ga

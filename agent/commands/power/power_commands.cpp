// SPDX-License-Identifier: Apache-2.0
// The power family: what its commands ask of the platform.
#include "commands/power/power_commands.h"

#include "commands/event_log.h"

namespace ga {

namespace {

std::optional<ShutdownMode> shutdownMode(const QString &text)
{
    if (text == u"powerdown")
        return ShutdownMode::PowerDown;
    if (text == u"halt")
        return ShutdownMode::Halt;
    if (text == u"reboot")
        return ShutdownMode::Reboot;
    return std::nullopt;
}

} // namespace

Result<Nothing> shutdown(Services &services, const ShutdownArguments &arguments)
{
    const auto mode = shutdownMode(arguments.mode.value_or(QStringLiteral("powerdown")));
    if (!mode)
        return fail(QStringLiteral("mode is invalid (valid values are: halt|powerdown|reboot)"));
    qCInfo(lcEvent).noquote() << "shuts the guest down, mode"
                              << arguments.mode.value_or(QStringLiteral("powerdown"));
    return services.platform.power->shutdown(*mode);
}

Result<Nothing> suspendDisk(Services &services)
{
    qCInfo(lcEvent) << "suspends the guest to disk";
    return services.platform.suspension->suspend(SuspendMode::Disk);
}

Result<Nothing> suspendRam(Services &services)
{
    qCInfo(lcEvent) << "suspends the guest to memory";
    return services.platform.suspension->suspend(SuspendMode::Ram);
}

Result<Nothing> suspendHybrid(Services &services)
{
    qCInfo(lcEvent) << "suspends the guest to memory and disk";
    return services.platform.hybridSuspend->suspend();
}

} // namespace ga

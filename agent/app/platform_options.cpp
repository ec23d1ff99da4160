// SPDX-License-Identifier: Apache-2.0
// Fills in what the configuration leaves open.
#include "app/platform_options.h"

namespace ga {

namespace {

// Longer than hosts hold a freeze (Proxmox and KubeVirt give up after 5 to 10 minutes), shorter
// than a guest's owner would wait before pulling the plug.
constexpr std::chrono::minutes defaultFreezeTimeout(10);

constexpr std::chrono::hours noLimit(24 * 365 * 10); // Of a hook.

FreezeHookOptions hookOptions(const Options &options)
{
    FreezeHookOptions hook{.program = options.freezeHook,
                           .directory = options.freezeHookDirectory,
                           .ignoreFailures = options.freezeHookFailure == HookFailure::Ignore};
    if (options.freezeHookTimeout && options.freezeHookTimeout->count() == 0)
        hook.timeout = noLimit;
    else if (options.freezeHookTimeout)
        hook.timeout = *options.freezeHookTimeout;
    return hook;
}

} // namespace

PlatformOptions platformOptions(const Options &options)
{
    return {.freezeHook = hookOptions(options),
            .freezeExclusions = {.mountpoints =
                                     options.freezeExcludeMountpoints.value_or(QStringList()),
                                 .types = options.freezeExcludeTypes.value_or(QStringList()),
                                 .devices = options.freezeExcludeDevices.value_or(QStringList())},
            .freezeTimeout = options.freezeTimeout.value_or(defaultFreezeTimeout),
            .backupType = options.vssBackupType.value_or(BackupType::Copy)};
}

} // namespace ga

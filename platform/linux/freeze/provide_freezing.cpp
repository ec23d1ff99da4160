// SPDX-License-Identifier: Apache-2.0
// FIFREEZE, FITHAW and FITRIM all want CAP_SYS_ADMIN.
#include "platform/linux/freeze/provide_freezing.h"

#include "platform/linux/freeze/guardian_process.h"
#include "platform/linux/freeze/linux_freeze_hook.h"
#include "platform/linux/freeze/linux_freezer.h"
#include "platform/linux/freeze/linux_trimmer.h"
#include "platform/linux/system/capabilities.h"

#include <linux/capability.h>

namespace ga {

namespace {

template <typename T>
Provided<T> lackingCapability()
{
    return Provided<T>::lacking(QStringLiteral("the agent lacks CAP_SYS_ADMIN"));
}

} // namespace

Provided<Freezer> provideFreezer(const PlatformOptions &options)
{
    if (!hasCapability(CAP_SYS_ADMIN))
        return lackingCapability<Freezer>();
    return std::make_unique<LinuxFreezer>(std::make_shared<SystemMountTable>(), SysfsTree(),
                                          options.freezeExclusions, std::make_unique<Superblocks>(),
                                          std::make_unique<GuardianProcesses>(),
                                          options.freezeTimeout);
}

Provided<FreezeHook> provideFreezeHook(const FreezeHookOptions &options)
{
    if (!options.program && !options.directory)
        return Provided<FreezeHook>::lacking(QStringLiteral("no freeze hook is configured"));
    return std::make_unique<LinuxFreezeHook>(options);
}

Provided<Trimmer> provideTrimmer()
{
    if (!hasCapability(CAP_SYS_ADMIN))
        return lackingCapability<Trimmer>();
    return std::make_unique<LinuxTrimmer>(std::make_shared<SystemMountTable>());
}

} // namespace ga

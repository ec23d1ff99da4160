// SPDX-License-Identifier: Apache-2.0
// The one place that names what Linux provides.
#include "platform/api/platform.h"
#include "platform/linux/accounts/linux_authorized_keys.h"
#include "platform/linux/accounts/linux_passwords.h"
#include "platform/linux/clock/linux_clock.h"
#include "platform/linux/disks/provide_disks.h"
#include "platform/linux/freeze/provide_freezing.h"
#include "platform/linux/identity/linux_identity.h"
#include "platform/linux/power/linux_power.h"

#include "platform/linux/files/posix_files.h"
#include "platform/linux/processes/posix_processes.h"

#include "platform/linux/network/linux_network.h"

#include "platform/linux/processors/cpu_statistics.h"
#include "platform/linux/processors/linux_memory_blocks.h"
#include "platform/linux/processors/linux_processors.h"

namespace ga {

Platform createPlatform(const PlatformOptions &options)
{
    return {
        .clock = LinuxClock::create(),
        .clockControl = LinuxClock::createControl(),
        .power = LinuxPower::create(),
        .suspension = LinuxPower::createSuspension(),
        .hybridSuspend = LinuxPower::createHybrid(),
        .files = Provided<Files>(std::make_unique<PosixFiles>()),
        .freezer = provideFreezer(options),
        .freezeHook = provideFreezeHook(options.freezeHook),
        .trimmer = provideTrimmer(),
        .fileSystems = provideFileSystems(),
        .disks = provideDisks(),
        .diskStatistics = provideDiskStatistics(),
        .network = LinuxNetwork::create(),
        .processors = LinuxProcessors::create(),
        .processorControl = LinuxProcessorControl::create(),
        .memoryBlocks = LinuxMemoryBlocks::create(),
        .memoryBlockControl = LinuxMemoryBlocks::createControl(),
        .cpuStatistics = LinuxCpuStatistics::create(),
        .load = Provided<Load>(std::make_unique<LinuxLoad>()),
        .identity = LinuxIdentity::create(),
        .deviceDrivers = Provided<DeviceDrivers>::lacking(
            QStringLiteral("virtual devices and their drivers are reported on Windows only")),
        .passwords = LinuxPasswords::create(),
        .authorizedKeys = LinuxAuthorizedKeys::create(),
        .processes = Provided<Processes>(std::make_unique<PosixProcesses>()),
    };
}

} // namespace ga

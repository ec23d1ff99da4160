// SPDX-License-Identifier: Apache-2.0
// The one place that names what Windows provides.
#include "platform/api/platform.h"
#include "platform/windows/accounts/windows_authorized_keys.h"
#include "platform/windows/accounts/windows_passwords.h"
#include "platform/windows/clock/windows_clock.h"
#include "platform/windows/devices/windows_device_drivers.h"
#include "platform/windows/disks/windows_disks.h"
#include "platform/windows/identity/windows_identity.h"
#include "platform/windows/load/windows_load.h"
#include "platform/windows/network/windows_network.h"
#include "platform/windows/power/windows_power.h"
#include "platform/windows/processes/windows_processes.h"
#include "platform/windows/processors/windows_processors.h"
#include "platform/windows/trim/windows_trimmer.h"

#include "platform/windows/files/windows_files.h"
#include "platform/windows/freeze/provide_freezer.h"

namespace ga {

namespace {

QString noMemoryBlocks()
{
    return QStringLiteral("Windows has no interface to take memory offline");
}

} // namespace

Platform createPlatform(const PlatformOptions &options)
{
    return {
        .clock = Provided<Clock>(std::make_unique<WindowsClock>()),
        .clockControl = Provided<ClockControl>(std::make_unique<WindowsClock>()),

        .power = Provided<Power>(std::make_unique<WindowsPower>(createPowerCalls())),
        .suspension = Provided<Suspension>(std::make_unique<WindowsPower>(createPowerCalls())),
        .hybridSuspend = Provided<HybridSuspend>::lacking(hybridSuspendReason()),

        .files = Provided<Files>(std::make_unique<WindowsFiles>()),

        .freezer = provideFreezer(options),
        .freezeHook = Provided<FreezeHook>::lacking(
            QStringLiteral("no programs are run before a freeze on Windows; its VSS writers are")),

        .trimmer = Provided<Trimmer>(std::make_unique<WindowsTrimmer>()),

        .fileSystems = Provided<FileSystems>(std::make_unique<WindowsFileSystems>()),

        .disks = Provided<Disks>(std::make_unique<WindowsDisks>()),

        .diskStatistics = Provided<DiskStatistics>::lacking(QStringLiteral(
            "the protocol has Linux' counters of disks only, by their device numbers there")),

        .network = Provided<Network>(std::make_unique<WindowsNetwork>()),

        .processors = Provided<Processors>(std::make_unique<WindowsProcessors>()),
        .processorControl = Provided<ProcessorControl>::lacking(
            QStringLiteral("Windows can't take a processor offline while it runs")),
        .memoryBlocks = Provided<MemoryBlocks>::lacking(noMemoryBlocks()),
        .memoryBlockControl = Provided<MemoryBlockControl>::lacking(noMemoryBlocks()),

        .cpuStatistics = Provided<CpuStatistics>::lacking(
            QStringLiteral("the protocol has Linux' counters of processor time only")),

        .load = Provided<Load>(std::make_unique<WindowsLoad>()),

        .identity = Provided<Identity>(std::make_unique<WindowsIdentity>()),

        .deviceDrivers = Provided<DeviceDrivers>(std::make_unique<WindowsDeviceDrivers>()),

        .passwords = Provided<Passwords>(std::make_unique<WindowsPasswords>(createAccountCalls())),

        .authorizedKeys =
            Provided<AuthorizedKeys>(std::make_unique<WindowsAuthorizedKeys>(createAccountCalls())),

        .processes = Provided<Processes>(std::make_unique<WindowsProcesses>()),
    };
}

} // namespace ga

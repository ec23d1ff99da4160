// SPDX-License-Identifier: Apache-2.0
// The one place that names what Windows provides.
#include "platform/api/platform.h"

#include "platform/windows/files/windows_files.h"

namespace ga {

namespace {

template <typename T>
Provided<T> notYet()
{
    return Provided<T>::lacking(QStringLiteral("this version can't do that on Windows"));
}

} // namespace

Platform createPlatform(const PlatformOptions &)
{
    return {
        .clock = notYet<Clock>(),

        .power = notYet<Power>(),

        .files = Provided<Files>(std::make_unique<WindowsFiles>()),

        .freezer = notYet<Freezer>(),
        .freezeHook = Provided<FreezeHook>::lacking(
            QStringLiteral("no programs are run before a freeze on Windows; its VSS writers are")),

        .trimmer = notYet<Trimmer>(),

        .fileSystems = notYet<FileSystems>(),

        .disks = notYet<Disks>(),

        .diskStatistics = notYet<DiskStatistics>(),

        .network = notYet<Network>(),

        .processors = notYet<Processors>(),
        .processorControl = Provided<ProcessorControl>::lacking(
            QStringLiteral("Windows can't take a processor offline while it runs")),
        .memoryBlocks = Provided<MemoryBlocks>::lacking(
            QStringLiteral("Windows has no interface to take memory offline")),

        .cpuStatistics = notYet<CpuStatistics>(),

        .load = notYet<Load>(),

        .identity = notYet<Identity>(),

        .deviceDrivers = notYet<DeviceDrivers>(),

        .passwords = notYet<Passwords>(),

        .authorizedKeys = notYet<AuthorizedKeys>(),

        .processes = notYet<Processes>(),
    };
}

} // namespace ga

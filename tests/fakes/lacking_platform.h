// SPDX-License-Identifier: Apache-2.0
// A system that has nothing: a test adds what it is about.
#pragma once

#include "platform/api/platform.h"

namespace ga {

template <typename T>
Provided<T> lackingInTest()
{
    return Provided<T>::lacking(QStringLiteral("this test has none"));
}

inline Platform lackingPlatform()
{
    return {
        .clock = lackingInTest<Clock>(),
        .clockControl = lackingInTest<ClockControl>(),
        .power = lackingInTest<Power>(),
        .suspension = lackingInTest<Suspension>(),
        .hybridSuspend = lackingInTest<HybridSuspend>(),
        .files = lackingInTest<Files>(),
        .freezer = lackingInTest<Freezer>(),
        .trimmer = lackingInTest<Trimmer>(),
        .fileSystems = lackingInTest<FileSystems>(),
        .disks = lackingInTest<Disks>(),
        .diskStatistics = lackingInTest<DiskStatistics>(),
        .network = lackingInTest<Network>(),
        .processors = lackingInTest<Processors>(),
        .processorControl = lackingInTest<ProcessorControl>(),
        .memoryBlocks = lackingInTest<MemoryBlocks>(),
        .memoryBlockControl = lackingInTest<MemoryBlockControl>(),
        .cpuStatistics = lackingInTest<CpuStatistics>(),
        .load = lackingInTest<Load>(),
        .identity = lackingInTest<Identity>(),
        .deviceDrivers = lackingInTest<DeviceDrivers>(),
        .passwords = lackingInTest<Passwords>(),
        .authorizedKeys = lackingInTest<AuthorizedKeys>(),
        .processes = lackingInTest<Processes>(),
    };
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Platform: everything that the agent needs of the system it runs on. platform/linux or
// platform/windows makes it.
#pragma once

#include "platform/api/accounts.h"
#include "platform/api/backup_type.h"
#include "platform/api/clock.h"
#include "platform/api/file_systems.h"
#include "platform/api/files.h"
#include "platform/api/identity.h"
#include "platform/api/network.h"
#include "platform/api/power.h"
#include "platform/api/processes.h"
#include "platform/api/processors.h"
#include "platform/api/provided.h"

#include <chrono>

namespace ga {

struct Platform
{
    Provided<Clock> clock;
    Provided<ClockControl> clockControl;
    Provided<Power> power;
    Provided<Suspension> suspension;
    Provided<HybridSuspend> hybridSuspend;
    Provided<Files> files;
    Provided<Freezer> freezer;
    Provided<FreezeHook> freezeHook =
        Provided<FreezeHook>::lacking(QStringLiteral("no freeze hook is configured"));
    Provided<Trimmer> trimmer;
    Provided<FileSystems> fileSystems;
    Provided<Disks> disks;
    Provided<DiskStatistics> diskStatistics;
    Provided<Network> network;
    Provided<Processors> processors;
    Provided<ProcessorControl> processorControl;
    Provided<MemoryBlocks> memoryBlocks;
    Provided<MemoryBlockControl> memoryBlockControl;
    Provided<CpuStatistics> cpuStatistics;
    Provided<Load> load;
    Provided<Identity> identity;
    Provided<DeviceDrivers> deviceDrivers;
    Provided<Passwords> passwords;
    Provided<AuthorizedKeys> authorizedKeys;
    Provided<Processes> processes;
};

// The part of the configuration that the platform's classes act on.
struct PlatformOptions
{
    FreezeHookOptions freezeHook;
    FreezeExclusions freezeExclusions;
    // How long a freeze lasts at most; zero: without end.
    std::chrono::milliseconds freezeTimeout = std::chrono::minutes(10);
    BackupType backupType = BackupType::Copy;
};

// Defined once, by the platform that this build is for.
Platform createPlatform(const PlatformOptions &options);

} // namespace ga

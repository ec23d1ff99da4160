// SPDX-License-Identifier: Apache-2.0
// The processors family: what its commands ask of the platform.
#include "commands/processors/processors_commands.h"

#include "commands/event_log.h"

namespace ga {

Result<QList<LogicalProcessor>> vcpus(Services &services)
{
    return services.platform.processors->list();
}

Result<qint64> setVcpus(Services &services, const SetVcpusArguments &arguments)
{
    qCInfo(lcEvent) << "brings processors on or off line";
    return services.platform.processorControl->set(arguments.vcpus);
}

Result<QList<MemoryBlock>> memoryBlocks(Services &services)
{
    return services.platform.memoryBlocks->list();
}

Result<QList<MemoryBlockResponse>> setMemoryBlocks(Services &services,
                                                   const SetMemoryBlocksArguments &arguments)
{
    qCInfo(lcEvent) << "brings memory blocks on or off line";
    return services.platform.memoryBlockControl->set(arguments.blocks);
}

Result<MemoryBlockInfo> memoryBlockInfo(Services &services)
{
    return services.platform.memoryBlocks->info();
}

Result<QList<CpuStats>> cpuStats(Services &services)
{
    return services.platform.cpuStatistics->read();
}

Result<LoadAverage> load(Services &services)
{
    return services.platform.load->read();
}

} // namespace ga

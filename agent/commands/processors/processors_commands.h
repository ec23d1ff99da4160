// SPDX-License-Identifier: Apache-2.0
// The handlers of the processors family.
#pragma once

#include "commands/processors/processors_types.h"
#include "commands/services.h"

namespace ga {

Result<QList<LogicalProcessor>> vcpus(Services &services);
Result<qint64> setVcpus(Services &services, const SetVcpusArguments &arguments);
Result<QList<MemoryBlock>> memoryBlocks(Services &services);
Result<QList<MemoryBlockResponse>> setMemoryBlocks(Services &services, const SetMemoryBlocksArguments &arguments);
Result<MemoryBlockInfo> memoryBlockInfo(Services &services);
Result<QList<CpuStats>> cpuStats(Services &services);
Result<LoadAverage> load(Services &services);

} // namespace ga

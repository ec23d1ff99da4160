// SPDX-License-Identifier: Apache-2.0
// Processors, memory blocks, CPU time and load.
#pragma once

#include "commands/processors/processors_types.h"
#include "protocol/result.h"

namespace ga {

class Processors
{
public:
    virtual ~Processors() = default;

    virtual Result<QList<LogicalProcessor>> list() = 0;
};

class ProcessorControl
{
public:
    virtual ~ProcessorControl() = default;

    // Returns how many were processed: an error of the first is an error, one of a later ends the
    // work with what was done.
    virtual Result<qint64> set(const QList<LogicalProcessor> &processors) = 0;
};

class MemoryBlocks
{
public:
    virtual ~MemoryBlocks() = default;

    virtual Result<QList<MemoryBlock>> list() = 0;
    virtual Result<MemoryBlockInfo> info() = 0;
};

class MemoryBlockControl
{
public:
    virtual ~MemoryBlockControl() = default;

    virtual Result<QList<MemoryBlockResponse>> set(const QList<MemoryBlock> &blocks) = 0;
};

class CpuStatistics
{
public:
    virtual ~CpuStatistics() = default;

    virtual Result<QList<CpuStats>> read() = 0;
};

class Load
{
public:
    virtual ~Load() = default;

    virtual Result<LoadAverage> read() = 0;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Virtual CPUs, memory blocks, CPU time and load.
#pragma once

#include "protocol/codec.h"

namespace ga {

struct LogicalProcessor
{
    qint64 logicalId = 0;
    bool online = false;
    std::optional<bool> canOffline;

    static constexpr auto fields()
    {
        return fieldList(field("logical-id", &LogicalProcessor::logicalId,
                                "the guest's number of the processor"),
                          field("online", &LogicalProcessor::online, "whether it is in use"),
                          field("can-offline", &LogicalProcessor::canOffline,
                                "whether it can be taken out of use; ignored on input"));
    }
};

struct SetVcpusArguments
{
    QList<LogicalProcessor> vcpus;

    static constexpr auto fields()
    {
        return fieldList(
            field("vcpus", &SetVcpusArguments::vcpus, "the processors to bring on or off line"));
    }
};

struct MemoryBlock
{
    quint64 physicalIndex = 0;
    bool online = false;
    std::optional<bool> canOffline;

    static constexpr auto fields()
    {
        return fieldList(
            field("phys-index", &MemoryBlock::physicalIndex, "the guest's number of the block"),
            field("online", &MemoryBlock::online, "whether it is in use"),
            field("can-offline", &MemoryBlock::canOffline,
                  "whether it can be taken out of use; ignored on input"));
    }
};

struct SetMemoryBlocksArguments
{
    QList<MemoryBlock> blocks;

    static constexpr auto fields()
    {
        return fieldList(field("mem-blks", &SetMemoryBlocksArguments::blocks,
                                "the blocks to bring on or off line"));
    }
};

enum class MemoryBlockOutcome { Success, NotFound, OperationNotSupported, OperationFailed };

template <>
struct EnumNames<MemoryBlockOutcome>
{
    static constexpr const char *typeName = "GuestMemoryBlockResponseType";
    static constexpr const char *names[]{"success", "not-found", "operation-not-supported",
                                         "operation-failed"};
};

struct MemoryBlockResponse
{
    quint64 physicalIndex = 0;
    MemoryBlockOutcome response = MemoryBlockOutcome::Success;
    std::optional<qint64> errorCode;

    static constexpr auto fields()
    {
        return fieldList(
            field("phys-index", &MemoryBlockResponse::physicalIndex, "the block"),
            field("response", &MemoryBlockResponse::response, "what became of it"),
            field("error-code", &MemoryBlockResponse::errorCode, "the system's error number"));
    }
};

struct MemoryBlockInfo
{
    quint64 size = 0;

    static constexpr auto fields()
    {
        return fieldList(
            field("size", &MemoryBlockInfo::size, "size of a memory block, in bytes"));
    }
};

enum class CpuStatsType { Linux };

template <>
struct EnumNames<CpuStatsType>
{
    static constexpr const char *typeName = "GuestCpuStatsType";
    static constexpr const char *names[]{"linux"};
};

struct CpuStats
{
    CpuStatsType type = CpuStatsType::Linux;
    qint64 cpu = 0;
    quint64 user = 0;
    quint64 nice = 0;
    quint64 system = 0;
    quint64 idle = 0;
    std::optional<quint64> iowait;
    std::optional<quint64> irq;
    std::optional<quint64> softirq;
    std::optional<quint64> steal;
    std::optional<quint64> guest;
    std::optional<quint64> guestNice;

    static constexpr auto fields()
    {
        return fieldList(
            field("type", &CpuStats::type, "which system's counters these are"),
            field("cpu", &CpuStats::cpu, "the processor"),
            field("user", &CpuStats::user, "milliseconds in user mode"),
            field("nice", &CpuStats::nice, "milliseconds in user mode with low priority"),
            field("system", &CpuStats::system, "milliseconds in system mode"),
            field("idle", &CpuStats::idle, "milliseconds idle"),
            field("iowait", &CpuStats::iowait, "milliseconds waiting for input and output"),
            field("irq", &CpuStats::irq, "milliseconds in interrupts"),
            field("softirq", &CpuStats::softirq, "milliseconds in soft interrupts"),
            field("steal", &CpuStats::steal, "milliseconds that the hypervisor gave to others"),
            field("guest", &CpuStats::guest, "milliseconds running a guest of this guest"),
            field("guestnice", &CpuStats::guestNice, "the same with low priority"));
    }
};

struct LoadAverage
{
    double load1m = 0;
    double load5m = 0;
    double load15m = 0;

    static constexpr auto fields()
    {
        return fieldList(
            field("load1m", &LoadAverage::load1m, "runnable processes, average of 1 minute"),
            field("load5m", &LoadAverage::load5m, "of 5 minutes"),
            field("load15m", &LoadAverage::load15m, "of 15 minutes"));
    }
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The guest's memory blocks, from /sys/devices/system/memory
// (Documentation/admin-guide/mm/memory-hotplug.rst).
#pragma once

#include "platform/api/processors.h"
#include "platform/api/provided.h"

#include <QByteArray>

namespace ga {

inline constexpr const char *memoryDirectory = "/sys/devices/system/memory";

class LinuxMemoryBlocks final : public MemoryBlocks, public MemoryBlockControl
{
public:
    // Lacking where the directory is.
    static Provided<MemoryBlocks> create(const QByteArray &directory = memoryDirectory);
    // Lacking where the directory is, and where it is mounted read-only.
    static Provided<MemoryBlockControl>
    createControl(const QByteArray &directory = memoryDirectory);

    explicit LinuxMemoryBlocks(QByteArray directory)
        : m_directory(std::move(directory))
    {}

    // In the order of their numbers.
    Result<QList<MemoryBlock>> list() override;
    // One response a block: each is tried, whatever became of those before it. May take long: the
    // kernel moves what a block holds before it takes the block off line.
    Result<QList<MemoryBlockResponse>> set(const QList<MemoryBlock> &blocks) override;
    Result<MemoryBlockInfo> info() override;

private:
    QByteArray blockPath(quint64 index) const;
    Result<std::optional<MemoryBlock>> describe(quint64 index) const;
    MemoryBlockResponse setOne(const MemoryBlock &block) const;

    QByteArray m_directory;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The guest's memory blocks, from /sys/devices/system/memory.
#include "platform/linux/processors/linux_memory_blocks.h"

#include "platform/linux/system/sysfs_attribute.h"

#include <cerrno>

namespace ga {

namespace {

constexpr const char *stateAttribute = "state";
constexpr const char *removableAttribute = "removable";
constexpr const char *blockSizeAttribute = "block_size_bytes";
constexpr const char *onlineState = "online";
constexpr const char *offlineState = "offline";

Error directoryFailure(const SysfsFailure &cause, const QByteArray &path)
{
    return cause.toError(QStringLiteral("open(\"%1\")").arg(QString::fromUtf8(path)));
}

Error attributeFailure(const SysfsFailure &cause, const char *attribute)
{
    return cause.toError(
        QStringLiteral("%1 sysfs file \"%2\"")
            .arg(QLatin1StringView(cause.stepName()), QLatin1StringView(attribute)));
}

QString lackingDirectory(const QByteArray &directory)
{
    return QStringLiteral("no %1: this kernel has no memory hotplug")
        .arg(QString::fromUtf8(directory));
}

MemoryBlockResponse response(const MemoryBlock &block, MemoryBlockOutcome outcome, int errorNumber)
{
    return {.physicalIndex = block.physicalIndex, .response = outcome, .errorCode = errorNumber};
}

MemoryBlockResponse failed(const MemoryBlock &block, const SysfsFailure &cause)
{
    return response(block, MemoryBlockOutcome::OperationFailed, cause.errorNumber);
}

} // namespace

Provided<MemoryBlocks> LinuxMemoryBlocks::create(const QByteArray &directory)
{
    if (!openSysfsDirectory(directory))
        return Provided<MemoryBlocks>::lacking(lackingDirectory(directory));
    return std::make_unique<LinuxMemoryBlocks>(directory);
}

Provided<MemoryBlockControl> LinuxMemoryBlocks::createControl(const QByteArray &directory)
{
    using Control = Provided<MemoryBlockControl>;
    switch (sysfsUse(directory)) {
    case SysfsUse::None:
        return Control::lacking(lackingDirectory(directory));
    case SysfsUse::ReadOnly:
        return Control::lacking(QStringLiteral("%1 is mounted read-only: memory blocks can't be "
                                               "brought on or off line")
                                    .arg(QString::fromUtf8(directory)));
    case SysfsUse::Writable:
        break;
    }
    return std::make_unique<LinuxMemoryBlocks>(directory);
}

QByteArray LinuxMemoryBlocks::blockPath(quint64 index) const
{
    return m_directory + "/memory" + QByteArray::number(index) + '/';
}

// nullopt where the block was unplugged meanwhile.
Result<std::optional<MemoryBlock>> LinuxMemoryBlocks::describe(quint64 index) const
{
    const auto opened = openSysfsDirectory(blockPath(index));
    if (!opened && opened.error().errorNumber == ENOENT)
        return std::nullopt;
    if (!opened)
        return fail(directoryFailure(opened.error(), blockPath(index)));
    const auto state = readSysfs(*opened, stateAttribute);
    if (!state)
        return fail(attributeFailure(state.error(), stateAttribute));
    if (!*state) // Always on line.
        return MemoryBlock{.physicalIndex = index, .online = true, .canOffline = false};
    const auto removable = readSysfs(*opened, removableAttribute);
    if (!removable)
        return fail(attributeFailure(removable.error(), removableAttribute));
    return MemoryBlock{.physicalIndex = index,
                       .online = **state == onlineState,
                       .canOffline = *removable && !(*removable)->startsWith('0')};
}

Result<QList<MemoryBlock>> LinuxMemoryBlocks::list()
{
    const auto numbers = sysfsNumbers(m_directory, "memory");
    if (!numbers)
        return fail(directoryFailure(numbers.error(), m_directory + '/'));
    QList<MemoryBlock> blocks;
    for (const qint64 number : *numbers) {
        const auto block = describe(quint64(number));
        if (!block)
            return fail(block.error());
        if (*block)
            blocks.append(**block);
    }
    return blocks;
}

MemoryBlockResponse LinuxMemoryBlocks::setOne(const MemoryBlock &block) const
{
    const MemoryBlockResponse success{.physicalIndex = block.physicalIndex};
    const auto opened = openSysfsDirectory(blockPath(block.physicalIndex));
    if (!opened && opened.error().errorNumber == ENOENT)
        return response(block, MemoryBlockOutcome::NotFound, ENOENT);
    if (!opened)
        return failed(block, opened.error());
    const auto state = readSysfs(*opened, stateAttribute);
    if (!state)
        return failed(block, state.error());
    if (!*state && !block.online) // Always on line.
        return response(block, MemoryBlockOutcome::OperationNotSupported, ENOENT);
    if (!*state || (**state == onlineState) == block.online)
        return success;
    const auto written =
        SysfsAttribute::open(*opened, stateAttribute, SysfsAttribute::Access::ReadWrite)
            .and_then([&](const SysfsAttribute &attribute) {
                return attribute.write(block.online ? onlineState : offlineState);
            });
    return written ? success : failed(block, written.error());
}

Result<QList<MemoryBlockResponse>> LinuxMemoryBlocks::set(const QList<MemoryBlock> &blocks)
{
    QList<MemoryBlockResponse> responses;
    for (const MemoryBlock &block : blocks)
        responses.append(setOne(block));
    return responses;
}

Result<MemoryBlockInfo> LinuxMemoryBlocks::info()
{
    const auto opened = openSysfsDirectory(m_directory);
    if (!opened)
        return fail(directoryFailure(opened.error(), m_directory + '/'));
    const auto value =
        SysfsAttribute::open(*opened, blockSizeAttribute).and_then([](const SysfsAttribute &file) {
            return file.read();
        });
    if (!value)
        return fail(attributeFailure(value.error(), blockSizeAttribute));
    bool valid = false;
    const quint64 size = value->toULongLong(&valid, 16);
    if (!valid || size == 0)
        return fail(QStringLiteral("sysfs file \"block_size_bytes\" has no size: '%1'")
                        .arg(QString::fromUtf8(*value)));
    return MemoryBlockInfo{size};
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The guest's processors, from /sys/devices/system/cpu.
#include "platform/linux/processors/linux_processors.h"

#include "platform/linux/system/sysfs_attribute.h"

#include <cerrno>

namespace ga {

namespace {

constexpr const char *onlineAttribute = "online";

QByteArray processorPath(const QByteArray &directory, qint64 number)
{
    return directory + "/cpu" + QByteArray::number(number) + '/';
}

// STEP("PATH"): CAUSE. The slash at a processor's directory stays in the attribute's path, as in
// qemu-ga's texts.
Error failure(const SysfsFailure &cause, const QByteArray &path)
{
    return cause.toError(QStringLiteral("%1(\"%2\")")
                             .arg(QLatin1StringView(cause.stepName()), QString::fromUtf8(path)));
}

Error attributeFailure(const SysfsFailure &cause, const QByteArray &processor)
{
    return failure(cause, processor + '/' + onlineAttribute);
}

bool isOnline(const QByteArray &value)
{
    return !value.startsWith('0');
}

QString lackingDirectory(const QByteArray &directory)
{
    return QStringLiteral("no %1: this kernel doesn't tell about its processors")
        .arg(QString::fromUtf8(directory));
}

// nullopt where the processor was unplugged meanwhile.
Result<std::optional<LogicalProcessor>> describe(const QByteArray &directory, qint64 number)
{
    const QByteArray path = processorPath(directory, number);
    const auto opened = openSysfsDirectory(path);
    if (!opened && opened.error().errorNumber == ENOENT)
        return std::nullopt;
    if (!opened)
        return fail(failure(opened.error(), path));
    const auto online = readSysfs(*opened, onlineAttribute);
    if (!online)
        return fail(attributeFailure(online.error(), path));
    return LogicalProcessor{.logicalId = number,
                            .online = !*online || isOnline(**online),
                            .canOffline = online->has_value()};
}

} // namespace

Provided<Processors> LinuxProcessors::create(const QByteArray &directory)
{
    if (!openSysfsDirectory(directory))
        return Provided<Processors>::lacking(lackingDirectory(directory));
    return Provided<Processors>(std::make_unique<LinuxProcessors>(directory));
}

Result<QList<LogicalProcessor>> LinuxProcessors::list()
{
    const auto numbers = sysfsNumbers(m_directory, "cpu");
    if (!numbers)
        return fail(failure(numbers.error(), m_directory));
    QList<LogicalProcessor> processors;
    for (const qint64 number : *numbers) {
        const auto processor = describe(m_directory, number);
        if (!processor)
            return fail(processor.error());
        if (*processor)
            processors.append(**processor);
    }
    return processors;
}

Provided<ProcessorControl> LinuxProcessorControl::create(const QByteArray &directory)
{
    using Control = Provided<ProcessorControl>;
    switch (sysfsUse(directory)) {
    case SysfsUse::None:
        return Control::lacking(lackingDirectory(directory));
    case SysfsUse::ReadOnly:
        return Control::lacking(QStringLiteral("%1 is mounted read-only: processors can't be "
                                               "brought on or off line")
                                    .arg(QString::fromUtf8(directory)));
    case SysfsUse::Writable:
        break;
    }
    return Control(std::make_unique<LinuxProcessorControl>(directory));
}

Result<Nothing> LinuxProcessorControl::setOne(const LogicalProcessor &processor) const
{
    const QByteArray path = processorPath(m_directory, processor.logicalId);
    const auto opened = openSysfsDirectory(path);
    if (!opened)
        return fail(failure(opened.error(), path));
    const auto attribute =
        SysfsAttribute::open(*opened, onlineAttribute, SysfsAttribute::Access::ReadWrite);
    if (!attribute && attribute.error().errorNumber == ENOENT) {
        if (processor.online)
            return Nothing{};
        return fail(
            QStringLiteral("logical processor #%1 can't be offlined").arg(processor.logicalId));
    }
    if (!attribute)
        return fail(attributeFailure(attribute.error(), path));
    const auto current = attribute->read();
    if (!current)
        return fail(attributeFailure(current.error(), path));
    if (isOnline(*current) == processor.online)
        return Nothing{};
    if (const auto written = attribute->write(processor.online ? "1" : "0"); !written)
        return fail(attributeFailure(written.error(), path));
    return Nothing{};
}

Result<qint64> LinuxProcessorControl::set(const QList<LogicalProcessor> &processors)
{
    qint64 processed = 0;
    for (const LogicalProcessor &processor : processors) {
        const auto set = setOne(processor);
        if (!set && processed == 0)
            return fail(set.error());
        if (!set)
            break;
        ++processed;
    }
    return processed;
}

} // namespace ga

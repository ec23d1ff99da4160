// SPDX-License-Identifier: Apache-2.0
// The guest's processors, from /sys/devices/system/cpu
// (Documentation/ABI/testing/sysfs-devices-system-cpu).
#pragma once

#include "platform/api/processors.h"
#include "platform/api/provided.h"

#include <QByteArray>

namespace ga {

inline constexpr const char *processorsDirectory = "/sys/devices/system/cpu";

// In the order of their numbers. A processor without an "online" attribute is always on line.
class LinuxProcessors final : public Processors
{
public:
    // Lacking where the directory is.
    static Provided<Processors> create(const QByteArray &directory = processorsDirectory);

    explicit LinuxProcessors(QByteArray directory)
        : m_directory(std::move(directory))
    {}

    Result<QList<LogicalProcessor>> list() override;

private:
    QByteArray m_directory;
};

class LinuxProcessorControl final : public ProcessorControl
{
public:
    // Lacking where the directory is, and where it is mounted read-only.
    static Provided<ProcessorControl> create(const QByteArray &directory = processorsDirectory);

    explicit LinuxProcessorControl(QByteArray directory)
        : m_directory(std::move(directory))
    {}

    Result<qint64> set(const QList<LogicalProcessor> &processors) override;

private:
    Result<Nothing> setOne(const LogicalProcessor &processor) const;

    QByteArray m_directory;
};

} // namespace ga

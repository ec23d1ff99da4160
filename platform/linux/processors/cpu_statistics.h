// SPDX-License-Identifier: Apache-2.0
// How long each processor did what, from /proc/stat (proc_stat(5)), and the load averages
// (sysinfo(2)).
#pragma once

#include "platform/api/processors.h"
#include "platform/api/provided.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ga {

// One entry a line "cpuN ..." with at least four numbers, in the file's order; older kernels write
// fewer than ten. Lines that are anything else are skipped.
QList<CpuStats> decodeCpuStatistics(QByteArrayView stat, quint64 ticksPerSecond);

class LinuxCpuStatistics final : public CpuStatistics
{
public:
    // Lacking where the file can't be opened.
    static Provided<CpuStatistics> create(const QByteArray &path = "/proc/stat");

    explicit LinuxCpuStatistics(QByteArray path)
        : m_path(std::move(path))
    {}

    // An error where the file can't be read, or has no processor in it.
    Result<QList<CpuStats>> read() override;

private:
    QByteArray m_path;
};

class LinuxLoad final : public Load
{
public:
    Result<LoadAverage> read() override;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Input and output counters of the block devices.
#pragma once

#include "platform/api/file_systems.h"

#include <QByteArray>

namespace ga {

// Decodes the text of /proc/diskstats (the kernel's iostats.rst). Older kernels have fewer columns;
// lines that make no sense are left out.
QList<DiskStats> decodeDiskStats(const QByteArray &text);

class LinuxDiskStatistics : public DiskStatistics
{
public:
    Result<QList<DiskStats>> read() override;
};

} // namespace ga

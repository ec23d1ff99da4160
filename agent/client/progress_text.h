// SPDX-License-Identifier: Apache-2.0
// How far a copy has come, as one line.
#pragma once

#include <QString>

#include <chrono>

namespace ga {

// Bytes in the largest unit in which they are at least 1: "12.3 MiB".
QString byteText(double bytes);

struct Progress
{
    qint64 done = 0;  // Bytes.
    qint64 total = 0; // 0 where nobody knows.
    std::chrono::milliseconds elapsed{};
};

// At most 79 columns: share, bar, bytes, rate, and the time that is left at that rate.
QString progressText(const Progress &progress);

} // namespace ga

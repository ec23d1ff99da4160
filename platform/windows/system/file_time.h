// SPDX-License-Identifier: Apache-2.0
// FILETIME: Windows counts 100 ns from 1601-01-01 UTC on.
#pragma once

#include <QtGlobal>

namespace ga {

constexpr qint64 fileTimeOfUnixEpoch = 116444736000000000;
constexpr qint64 fileTimePerSecond = 10000000;
constexpr qint64 nanosecondsPerFileTime = 100;

// Seconds since 1970-01-01 UTC; 0 for what comes before.
constexpr double secondsOfFileTime(qint64 fileTime)
{
    return qMax(0.0, double(fileTime - fileTimeOfUnixEpoch) / double(fileTimePerSecond));
}

// Nanoseconds since 1970-01-01 UTC.
constexpr qint64 nanosecondsOfFileTime(qint64 fileTime)
{
    return (fileTime - fileTimeOfUnixEpoch) * nanosecondsPerFileTime;
}

constexpr qint64 fileTimeOfNanoseconds(qint64 nanoseconds)
{
    return nanoseconds / nanosecondsPerFileTime + fileTimeOfUnixEpoch;
}

} // namespace ga

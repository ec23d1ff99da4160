// SPDX-License-Identifier: Apache-2.0
// Mounted file systems: freezing, thawing, trimming and listing them.
#pragma once

#include "commands/disks/disks_types.h"
#include "commands/freeze/freeze_types.h"
#include "protocol/result.h"

namespace ga {

class Freezer
{
public:
    virtual ~Freezer() = default;

    // Freezes those of `mountpoints`, or all that can be frozen; returns how many are frozen. On an error nothing stays frozen.
    virtual Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints) = 0;

    // Thaws everything that is frozen, whoever froze it; returns how many file systems that were.
    virtual Result<qint64> thaw() = 0;
};

class Trimmer
{
public:
    virtual ~Trimmer() = default;

    // `minimum` in bytes. An error of one file system is in its entry, not in the result.
    virtual Result<TrimReply> trim(qint64 minimum) = 0;
};

class FileSystems
{
public:
    virtual ~FileSystems() = default;

    virtual Result<QList<FileSystemInfo>> list() = 0;
};

class Disks
{
public:
    virtual ~Disks() = default;

    virtual Result<QList<DiskInfo>> list() = 0;
};

class DiskStatistics
{
public:
    virtual ~DiskStatistics() = default;

    virtual Result<QList<DiskStats>> read() = 0;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Mounted file systems: freezing, thawing, trimming and listing them.
#pragma once

#include "commands/disks/disks_types.h"
#include "commands/freeze/freeze_types.h"
#include "protocol/result.h"

namespace ga {

// File systems that are never frozen, whoever asks for it. Patterns may have `*`, which stands for
// slashes too, `?` and `[]`.
struct FreezeExclusions
{
    QList<QString> mountpoints; // As guest-get-fsinfo lists them.
    QList<QString> types;
    // The source of the mount, as it is or with its links resolved; or, on Linux, MAJOR:MINOR.
    QList<QString> devices;
};

class Freezer
{
public:
    virtual ~Freezer() = default;

    // Freezes those of `mountpoints`, or all that can be frozen; returns how many this call froze.
    // On an error nothing of it stays frozen.
    virtual Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints) = 0;

    // Thaws everything that is frozen, whoever froze it; returns how many file systems that were.
    // On an error something is frozen still, and may be tried again.
    virtual Result<qint64> thaw() = 0;
};

enum class FreezeHookEvent { Freeze, Thaw };

// The program of the configuration that is told of a freeze and of its end.
class FreezeHook
{
public:
    virtual ~FreezeHook() = default;

    // Waits for its end. Error: "child process has failed to execute fsfreeze hook: OUTPUT".
    virtual Result<Nothing> run(FreezeHookEvent event) = 0;
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

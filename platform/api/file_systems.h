// SPDX-License-Identifier: Apache-2.0
// Mounted file systems: freezing, thawing, trimming and listing them.
#pragma once

#include "commands/disks/disks_types.h"
#include "commands/freeze/freeze_types.h"
#include "protocol/result.h"

#include <chrono>
#include <functional>
#include <optional>

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

// Why a freeze came to its end without a thaw().
enum class FreezeEnd {
    Expired,   // Its time was up.
    Unguarded, // What watched over it was lost, and nothing would end it when the agent dies.
    Released,  // The system itself lets writers go on: Windows holds them for 10 seconds.
};

struct PlannedFileSystem
{
    QString mountpoint;
    QString type;
    QString device; // The source of the mount.
    QString reason; // Why it is left out; empty where it would be frozen.
};

// What a freeze of this moment would do.
struct FreezePlan
{
    QList<PlannedFileSystem> frozen; // In the order of freezing; thawing goes the other way round.
    QList<PlannedFileSystem> leftOut;
};

class Freezer
{
public:
    virtual ~Freezer() = default;

    // Freezes those of `mountpoints`, or all that can be frozen; returns how many this call froze.
    // On an error nothing of it stays frozen. What is frozen is thawed when the agent dies or the
    // time of the configuration is up.
    virtual Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints) = 0;

    // Thaws everything that is frozen, whoever froze it; returns how many file systems that were.
    // On an error something is frozen still, and may be tried again.
    virtual Result<qint64> thaw() = 0;

    // Changes nothing; a type that can't be frozen is only found by freezing.
    virtual Result<FreezePlan> plan(const std::optional<QList<QString>> &mountpoints) = 0;

    // Whether the last freeze has ended early; a thaw() is still due, for what is left to be done.
    // Nothing again after that.
    virtual std::optional<FreezeEnd> endedEarly() = 0;

    // Why what the last thaw() ended can't be relied on, although all is thawed: the host's next
    // thaw is answered so.
    virtual std::optional<Error> lapse() { return std::nullopt; }

    // `notify` is called, in a thread of the freezer's own, whenever endedEarly() has something to
    // say. An empty one ends that, and waits for a call that is under way.
    virtual void notifyEnd(std::function<void()> notify) = 0;
};

enum class FreezeHookEvent {
    Freeze,
    Thaw,
    NothingFrozen, // A freeze that froze nothing; of this qemu-ga's hook is not told.
};

// What is called before a freeze and after its end.
struct FreezeHookOptions
{
    std::optional<QString> program;
    std::optional<QString> directory;                 // Its executable files are called, too.
    std::optional<std::chrono::milliseconds> timeout; // Of each call.
    bool ignoreFailures = false;                      // Of the directory's files.
};

// The programs of the configuration that are told of a freeze and of its end.
class FreezeHook
{
public:
    virtual ~FreezeHook() = default;

    // Waits for their end. Errors: "child process has failed to execute fsfreeze hook: OUTPUT" for
    // the program, "PATH freeze: ..." for a file of the directory.
    virtual Result<Nothing> run(FreezeHookEvent event) = 0;

    // Those that would be called, in the order of a freeze.
    virtual Result<QList<QString>> programs() = 0;
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

// SPDX-License-Identifier: Apache-2.0
// VssFreezer: freezes Windows' volumes by a backup that waits until it is told to thaw.
#pragma once

#include "platform/api/platform.h"
#include "platform/windows/freeze/snapshot_run.h"

#include <functional>
#include <memory>
#include <mutex>

namespace ga {

// Where a VssFreezer gets its parts from. The first two are called in the thread of a freeze.
struct VssParts
{
    std::function<std::unique_ptr<BackupComponents>()> components;
    std::function<std::unique_ptr<FreezeSignals>()> freezeSignals;
    std::function<Result<QList<Volume>>()> volumes;
    SnapshotTimes times;
};

class VssFreezer : public Freezer
{
public:
    // Takes exclusions, time limit and backup type of `options`.
    VssFreezer(VssParts parts, const PlatformOptions &options);
    ~VssFreezer() override; // Lets writers go on, and doesn't wait for the backup's end.

    // Errors: those of SnapshotRun, and of listing volumes.
    Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints) override;

    // Returns the number of volumes; 0 where they were thawed before. No error: what writers are
    // held by ends in any case, and lapse() tells what went wrong.
    Result<qint64> thaw() override;

    Result<FreezePlan> plan(const std::optional<QList<QString>> &mountpoints) override;
    std::optional<FreezeEnd> endedEarly() override;
    std::optional<Error> lapse() override;
    void notifyEnd(std::function<void()> notify) override;

private:
    struct Notice;
    struct Run;

    static void carryOut(const std::shared_ptr<Run> &run);

    const VssParts m_parts;
    const FreezeExclusions m_exclusions;
    const std::chrono::milliseconds m_timeout;
    const BackupType m_backupType;
    const std::shared_ptr<Notice> m_notice;

    std::mutex m_mutex; // Guards what follows.
    std::shared_ptr<Run>
        m_run; // The freeze under way, or that ended early and is yet to be thawed.
    std::optional<Error> m_lapse;
};

} // namespace ga

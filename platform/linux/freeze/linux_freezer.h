// SPDX-License-Identifier: Apache-2.0
// LinuxFreezer: freezes file systems by FIFREEZE and thaws them by FITHAW.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/freeze/freeze_guard.h"
#include "platform/linux/freeze/frozen_set.h"
#include "platform/linux/freeze/superblock_calls.h"
#include "platform/linux/mounts/survey.h"

#include <memory>
#include <mutex>
#include <vector>

namespace ga {

class FreezeOperation;

class LinuxFreezer : public Freezer
{
public:
    // `guards` may be missing where nothing is really frozen: in tests.
    LinuxFreezer(std::shared_ptr<const MountTable> mounts, SysfsTree sysfs,
                 FreezeExclusions exclusions,
                 std::shared_ptr<Superblocks> superblocks = std::make_shared<Superblocks>(),
                 std::unique_ptr<FreezeGuards> guards = nullptr,
                 std::chrono::milliseconds timeout = {}, FreezePatience patience = {});
    ~LinuxFreezer() override;

    // Errors: "failed to open DIRECTORY: ...", "failed to flush DIRECTORY: ...", "failed to freeze
    // DIRECTORY: ...", "no file system is frozen without its guardian: ...", and where the time was
    // up or the guardian gone before all were frozen.
    Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints) override;

    // Error: "failed to thaw DIRECTORY: ..." for one that this object froze.
    Result<qint64> thaw() override;

    Result<FreezePlan> plan(const std::optional<QList<QString>> &mountpoints) override;
    std::optional<FreezeEnd> endedEarly() override;
    void notifyEnd(std::function<void()> notify) override;

private:
    class Watch;
    struct Notice;
    using Guard = std::shared_ptr<FreezeGuard>; // Shared with calls that hang.

    Survey surveyOf(const QList<Mount> &mounts);
    Result<Guard> postGuard(const FrozenSet &candidates);
    Result<Nothing> tryBases(FreezeOperation &operation, const FrozenSet &bases);
    Result<FrozenSet> freezeGuarded(FreezeOperation &operation, FrozenSet candidates,
                                    const Guard &guard);
    void keep(FrozenSet frozen, Guard guard, const QList<QString> &notes);
    void releaseGuards();
    void forgetEndedGuards();
    void logNotes();

    const std::shared_ptr<const MountTable> m_mounts;
    const SysfsTree m_sysfs;
    const FreezeExclusions m_exclusions;
    const std::unique_ptr<FreezeGuards> m_guards;
    const std::chrono::milliseconds m_timeout;
    const std::shared_ptr<Notice> m_notice;
    SuperblockCalls m_calls;
    PatientCalls m_lookups;

    std::mutex m_mutex; // Guards what follows; never held while the kernel works.
    FrozenSet m_frozen;
    std::vector<Guard> m_posted; // One of each freeze.
    QList<QString> m_notes;      // For the log, once it can be written again.
};

} // namespace ga

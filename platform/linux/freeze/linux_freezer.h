// SPDX-License-Identifier: Apache-2.0
// LinuxFreezer: freezes file systems by FIFREEZE and thaws them by FITHAW.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/freeze/frozen_set.h"
#include "platform/linux/freeze/superblocks.h"
#include "platform/linux/mounts/survey.h"

#include <memory>
#include <mutex>

namespace ga {

class LinuxFreezer : public Freezer
{
public:
    LinuxFreezer(std::shared_ptr<const MountTable> mounts, SysfsTree sysfs,
                 FreezeExclusions exclusions,
                 std::unique_ptr<Superblocks> superblocks = std::make_unique<Superblocks>());

    // Errors: "failed to open DIRECTORY: ...", "failed to freeze DIRECTORY: ...".
    Result<qint64> freeze(const std::optional<QList<QString>> &mountpoints) override;

    // Error: "failed to thaw DIRECTORY: ..." for one that this object froze.
    Result<qint64> thaw() override;

private:
    void keep(FrozenSet frozen, const QList<QString> &notes);
    void logNotes();

    const std::shared_ptr<const MountTable> m_mounts;
    const SysfsTree m_sysfs;
    const FreezeExclusions m_exclusions;
    const std::unique_ptr<Superblocks> m_superblocks;

    std::mutex m_mutex; // Guards what follows; never held while the kernel works.
    FrozenSet m_frozen;
    QList<QString> m_notes; // For the log, once it can be written again.
};

} // namespace ga

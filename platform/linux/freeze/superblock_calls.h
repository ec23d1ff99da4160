// SPDX-License-Identifier: Apache-2.0
// SuperblockCalls: opens, flushes, freezes and thaws file systems side by side, each with patience.
#pragma once

#include "platform/linux/freeze/frozen_set.h"
#include "platform/linux/freeze/superblocks.h"
#include "platform/linux/mounts/mount_access.h"
#include "platform/linux/system/patient_calls.h"

namespace ga {

// How long a file system may take. What its device still has to write counts, so these are long;
// one that does not answer at all is met with them, too.
struct FreezePatience
{
    std::chrono::milliseconds open = std::chrono::seconds(10);
    std::chrono::milliseconds flush = std::chrono::minutes(10);
    std::chrono::milliseconds freeze = std::chrono::minutes(2);
    std::chrono::milliseconds thaw = std::chrono::seconds(30);
};

struct Thawed
{
    bool any = false; // It was frozen.
    int error = 0;    // Of the last call; EINVAL is the good end.
};

// Of each call and file system: nothing where it has not answered in time.
class SuperblockCalls
{
public:
    using Group = std::vector<const HeldFileSystem *>;
    using Results = std::vector<std::optional<int>>; // 0 or errno.
    using Opened = tl::expected<std::shared_ptr<const Descriptor>, MountAccessError>;

    explicit SuperblockCalls(std::shared_ptr<Superblocks> superblocks, FreezePatience patience = {})
        : m_superblocks(std::move(superblocks))
        , m_patience(patience)
    {}

    const FreezePatience &patience() const { return m_patience; }

    std::vector<std::optional<Opened>> open(const std::vector<const LocalFileSystem *> &group);
    Results flush(const Group &group);

    // One that is frozen after nobody waited for it any more is thawed at once; until then `guard`
    // is kept.
    Results freeze(const Group &group, const std::shared_ptr<void> &guard);

    // However many times over each is frozen.
    std::vector<std::optional<Thawed>> thaw(const Group &group);

private:
    const std::shared_ptr<Superblocks> m_superblocks;
    const FreezePatience m_patience;
    PatientCalls m_calls;
};

// The steps of a set, in the order of freezing.
std::vector<SuperblockCalls::Group> inSteps(const FrozenSet &set);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// SuperblockCalls: opens, flushes, freezes, thaws and trims file systems, each with patience.
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
    // A slow device with much to discard takes its time; that it is told of is all that is lost.
    std::chrono::milliseconds trim = std::chrono::minutes(30);
};

struct Thawed
{
    bool any = false; // It was frozen.
    int error = 0;    // Of the last call; EINVAL is the good end.
};

struct Trimmed
{
    int error = 0;
    quint64 minimum = 0; // As the file system rounded it.
    quint64 bytes = 0;
};

// What a file system is told not to have done: "it has not answered for N s".
QString noAnswerFor(std::chrono::milliseconds patience);

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

    // Whether an earlier call on it has still not ended: it is not asked again meanwhile.
    bool hangOn(const LocalFileSystem &fileSystem) const
    {
        return m_calls.hangOn(fileSystem.device);
    }

    // One at a time: trimming keeps its device busy.
    std::optional<Trimmed> trim(const HeldFileSystem &held, quint64 minimum);

private:
    const std::shared_ptr<Superblocks> m_superblocks;
    const FreezePatience m_patience;
    PatientCalls m_calls;
};

// The steps of a set, in the order of freezing.
std::vector<SuperblockCalls::Group> inSteps(const FrozenSet &set);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// FreezeOperation: one freeze, from the choice of file systems to the last FIFREEZE.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/freeze/frozen_set.h"
#include "platform/linux/freeze/superblock_calls.h"
#include "platform/linux/mounts/survey.h"

#include <QSet>

namespace ga {

class FreezeOperation
{
public:
    FreezeOperation(const Survey &survey, const FreezeExclusions &exclusions,
                    SuperblockCalls &calls)
        : m_survey(survey)
        , m_exclusions(exclusions)
        , m_calls(calls)
        , m_steps(survey.freezeSteps())
    {}

    // Chooses what is to be frozen. Returns what has to be tried first: file systems on which
    // others lie that were chosen (by a loop device), opened, the lowest first.
    FrozenSet choose(const std::optional<QList<QString>> &mountpoints);

    // Finds out which of those are frozen already. Linux tells only by refusing to freeze one
    // again, so they are flushed, frozen and thawed. `guard` is kept until none of them hangs.
    void tryBases(const FrozenSet &bases, const std::shared_ptr<void> &guard);

    // What is to be frozen: opened, in the order of freezing, nothing frozen yet. Left out is what
    // would never finish, because it lies on a file system that is frozen already. Error: "failed
    // to open DIRECTORY: ...".
    Result<FrozenSet> prepare();

    // Writes out what is dirty, all side by side, while everything can still be written to; once
    // more where that took so long that much may be dirty again. Error: "failed to flush DIRECTORY:
    // ..." for one that does not answer.
    Result<Nothing> flush(const FrozenSet &set);

    // Freezes step by step, those of one step side by side. Returns those that this froze: what
    // can't be frozen or was so before is closed and left out. Error: "failed to freeze DIRECTORY:
    // ..."; those frozen until then are thawed again. `guard` is kept until none of them hangs.
    Result<FrozenSet> carryOut(FrozenSet candidates, const std::shared_ptr<void> &guard);

    // Thaws what was frozen, the last step first.
    void rollBack(const FrozenSet &frozen);

    // What was passed by and why. Not logged here: the log may lie on a file system that is frozen
    // now.
    const QList<QString> &notes() const { return m_notes; }

private:
    FrozenSet openBases(std::vector<HeldFileSystem> bases);
    bool isFrozen(const HeldFileSystem &base, const std::shared_ptr<void> &guard);
    bool waitsForFrozen(const LocalFileSystem &fileSystem) const;
    HeldFileSystem notOpenedYet(qsizetype index) const;
    Result<Nothing> judge(const HeldFileSystem &held, std::optional<int> result, FrozenSet &frozen);

    const Survey &m_survey;
    const FreezeExclusions &m_exclusions;
    SuperblockCalls &m_calls;
    const QList<QList<qsizetype>> m_steps;
    QList<qsizetype> m_chosen;   // Of the survey's file systems, in the order of freezing.
    QSet<DeviceNumber> m_frozen; // Was so before, and holds up what lies on it.
    QList<QString> m_notes;
};

} // namespace ga

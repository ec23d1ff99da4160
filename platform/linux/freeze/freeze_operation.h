// SPDX-License-Identifier: Apache-2.0
// FreezeOperation: one freeze, from the choice of file systems to the last FIFREEZE.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/freeze/frozen_set.h"
#include "platform/linux/freeze/superblocks.h"
#include "platform/linux/mounts/survey.h"

#include <QSet>

namespace ga {

class FreezeOperation
{
public:
    FreezeOperation(const Survey &survey, const FreezeExclusions &exclusions,
                    Superblocks &superblocks)
        : m_survey(survey)
        , m_exclusions(exclusions)
        , m_superblocks(superblocks)
    {}

    // What is to be frozen: opened, in the order of freezing, nothing frozen yet. Left out is what
    // would never finish, because it lies on a file system that is frozen already. Error: "failed
    // to open DIRECTORY: ...".
    Result<FrozenSet> prepare(const std::optional<QList<QString>> &mountpoints);

    // Writes out what is dirty, all side by side, while everything can still be written to.
    void flush(const FrozenSet &set);

    // Freezes one after the other. Returns those that this froze: what can't be frozen or was so
    // before is closed and left out. Error: "failed to freeze DIRECTORY: ..."; those frozen until
    // then are thawed again.
    Result<FrozenSet> carryOut(FrozenSet candidates);

    // Thaws what was frozen, the last first.
    void rollBack(const FrozenSet &frozen);

    // What was passed by and why. Not logged here: the log may lie on a file system that is frozen
    // now.
    const QList<QString> &notes() const { return m_notes; }

private:
    QList<qsizetype> select(const std::optional<QList<QString>> &mountpoints) const;
    QSet<DeviceNumber> findFrozenBases(const QList<qsizetype> &selected);
    bool isFrozen(const LocalFileSystem &fileSystem);
    bool waitsFor(const LocalFileSystem &fileSystem, const QSet<DeviceNumber> &frozen) const;

    const Survey &m_survey;
    const FreezeExclusions &m_exclusions;
    Superblocks &m_superblocks;
    QList<QString> m_notes;
};

} // namespace ga

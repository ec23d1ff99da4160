// SPDX-License-Identifier: Apache-2.0
// Thawing what is held and what else is found frozen.
#pragma once

#include "platform/linux/freeze/frozen_set.h"
#include "platform/linux/freeze/superblock_calls.h"
#include "platform/linux/mounts/survey.h"

namespace ga {

struct ThawOutcome
{
    qint64 count = 0;           // File systems that were frozen and are not any more.
    FrozenSet stuck;            // Those of the held that are frozen still.
    std::optional<Error> error; // "failed to thaw DIRECTORY: ..." for the first of them.
};

// Thaws what is held, by its descriptors, whoever froze it, and however many times over. A file
// system comes before those that lie on it: thawing one of these writes to it. One that does not
// answer in time does not keep the others.
ThawOutcome thawHeld(const FrozenSet &held, SuperblockCalls &calls);

// Thaws all other file systems of the survey; returns how many were frozen. Comes last, for opening
// one may have to wait for a program that itself waits for one of the held.
qint64 thawOthers(const Survey &survey, const FrozenSet &held, SuperblockCalls &calls);

} // namespace ga

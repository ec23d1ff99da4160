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

// Thaws every file system of the survey, those of `held` by their descriptors, whoever froze it,
// and however many times over. A file system comes before those that lie on it: thawing one of
// these writes to it. What is held, and what that lies on, comes before everything else. One that
// does not answer in time does not keep the others.
ThawOutcome thawAll(const Survey &survey, FrozenSet held, SuperblockCalls &calls);

} // namespace ga

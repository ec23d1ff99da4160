// SPDX-License-Identifier: Apache-2.0
// What a freeze would do, without doing it.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/mounts/survey.h"

namespace ga {

// `survey` is of `mounts`. File systems that only the kernel has (proc, sysfs) are not mentioned.
FreezePlan planFreeze(const QList<Mount> &mounts, const Survey &survey,
                      const FreezeExclusions &exclusions,
                      const std::optional<QList<QString>> &mountpoints);

} // namespace ga

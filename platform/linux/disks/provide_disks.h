// SPDX-License-Identifier: Apache-2.0
// Whether this system tells the agent about its disks, and by what.
#pragma once

#include "platform/api/platform.h"

namespace ga {

Provided<FileSystems> provideFileSystems();
Provided<Disks> provideDisks();
Provided<DiskStatistics> provideDiskStatistics();

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// What firmware, processor and the list of processes say.
#pragma once

#include "platform/windows/doctor/windows_facts.h"

namespace ga {

// The machine, the way to `path`, and the agents that run.
void readMachine(const QString &path, WindowsFacts &facts);

} // namespace ga

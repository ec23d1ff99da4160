// SPDX-License-Identifier: Apache-2.0
// Where the agent keeps its state where the configuration names no other place.
#pragma once

#include "protocol/result.h"

namespace ga {

QString stateFolder(); // "C:/ProgramData/qemu-ga".

// As makePrivateFolder(): below ProgramData every user may make folders, also one of this name
// before the agent does.
Result<Nothing> makeStateFolder();

// Takes the agent's files away, and the folder where nothing else is in it.
void removeStateFolder();

} // namespace ga

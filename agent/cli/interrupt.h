// SPDX-License-Identifier: Apache-2.0
// Ctrl-C, for work that has to tidy up before it ends.
#pragma once

namespace ga {

// From now on the first interrupt or termination is only remembered; a second one ends the process
// as ever.
void catchInterrupts();

bool isInterrupted();

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The program's standard streams, as the tool beside the agent uses them.
#pragma once

#include <span>

namespace ga {

enum class StandardStream { Input, Output, Error };

// Whether somebody looks on, who wants colours and progress. On a system whose terminals have to be
// told to understand ANSI escape sequences, they are told here.
bool isTerminal(StandardStream stream);

// The signals by which a user, or the system in their name, ends a program at a terminal; that it
// was closed is one too.
std::span<const int> interruptions();

// Bytes go through as they are, line ends too, from now on.
void makeBinary(StandardStream stream);

} // namespace ga

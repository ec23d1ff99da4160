// SPDX-License-Identifier: Apache-2.0
// Keeps a program that is about to be executed from inheriting descriptors.
#pragma once

namespace ga {

// Marks all descriptors from `first` on to be closed by execve(2), whoever has opened them. For use
// between fork and exec: async-signal-safe.
void closeOnExecFrom(int first);

// The same without close_range(2), for kernels before 5.11.
void closeOnExecByListing(int first);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Thawing everything that the guardian holds.
#pragma once

namespace ga::guardian {

// Thaws the file systems of `descriptors` from the last to the first, however many times over each
// is frozen. One that keeps the kernel busy delays those after it only a moment. To be called once;
// the descriptors must stay.
void beginToThaw(const int *descriptors, int count);

// Returns when all are thawed, or after so many milliseconds; -1: only when all are.
void waitForThaw(int milliseconds);

} // namespace ga::guardian

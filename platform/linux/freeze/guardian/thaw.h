// SPDX-License-Identifier: Apache-2.0
// Thawing everything that the guardian holds.
#pragma once

namespace ga::guardian {

// Thaws the file systems of `descriptors` from the last to the first, however many times over each
// is frozen. One that keeps the kernel busy delays those after it only a moment. Returns when all
// are done.
void thawAll(const int *descriptors, int count);

} // namespace ga::guardian

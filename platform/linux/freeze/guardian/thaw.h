// SPDX-License-Identifier: Apache-2.0
// Thawing everything that the guardian holds.
#pragma once

namespace ga::guardian {

struct Held
{
    int descriptor;
    bool isWanted; // These two are for thawing.
    bool isBusy;
};

// Thaws the file systems from the last to the first, however many times over each is frozen. One
// that keeps the kernel busy delays those after it only a moment. May be called again; what is held
// must stay.
void beginToThaw(Held *held, int count);

// Returns when all are thawed, or after so many milliseconds; -1: only when all are.
void waitForThaw(int milliseconds);

} // namespace ga::guardian

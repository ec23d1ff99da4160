// SPDX-License-Identifier: Apache-2.0
// StreamPipe: a pipe to or from a program, out of the way of descriptors 0, 1 and 2.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

namespace ga {

struct StreamPipe
{
    Descriptor readEnd;
    Descriptor writeEnd;

    // Closed by execve(2). Error: the system's, without more words.
    static Result<StreamPipe> create();
};

// The same open file on a descriptor above 2, so that dup2(2) onto 0, 1 and 2 can't overwrite it.
// (The agent may have been started with these three closed.) Invalid, with errno, where
// `descriptor` is or where there are no more descriptors.
Descriptor aboveStandardStreams(Descriptor descriptor);

void makeNonBlocking(const Descriptor &descriptor);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// StreamPipe: a pipe to or from a program, whose end here is overlapped and whose other end isn't.
#pragma once

#include "platform/windows/system/handle.h"
#include "protocol/result.h"

namespace ga {

struct StreamPipe
{
    Handle ours;
    Handle childs; // Can be inherited.

    enum class Direction { ToProgram, FromProgram };

    // Errors: the system's, without more words.
    static Result<StreamPipe> create(Direction direction);
};

// The null device, open for reading and writing, that can be inherited.
Result<Handle> openNullDevice();

} // namespace ga

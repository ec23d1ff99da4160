// SPDX-License-Identifier: Apache-2.0
// Who reads at the other end of a pipe, and whether anybody does.
#pragma once

#include "platform/common/reader_limits.h"

#include <windows.h>

namespace ga {

// By the process that Windows says has connected to this end, a server's. Nothing is read from the
// pipe and so nobody can be impersonated; a reader that means to can name another process than its
// own, and is then counted as that. Where the process can't be seen the user has no name.
ReaderIdentity readerOf(HANDLE pipe);

// Asked without waiting; true where it can't be told.
bool hasReader(HANDLE pipe);

} // namespace ga

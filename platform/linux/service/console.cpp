// SPDX-License-Identifier: Apache-2.0
// Standard streams are descriptors 0 to 2, and always binary.
#include "platform/api/console.h"

#include <unistd.h>

#include <csignal>

namespace ga {

bool isTerminal(StandardStream stream)
{
    switch (stream) {
    case StandardStream::Input:
        return isatty(STDIN_FILENO);
    case StandardStream::Output:
        return isatty(STDOUT_FILENO);
    case StandardStream::Error:
        break;
    }
    return isatty(STDERR_FILENO);
}

std::span<const int> interruptions()
{
    static constexpr int signals[]{SIGINT, SIGTERM, SIGHUP};
    return signals;
}

void makeBinary(StandardStream)
{
    // There is no other mode.
}

} // namespace ga

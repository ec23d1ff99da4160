// SPDX-License-Identifier: Apache-2.0
// A flag that a signal handler may set.
#include "cli/interrupt.h"

#include <csignal>

namespace ga {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void remember(int)
{
    interrupted = 1;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace

void catchInterrupts()
{
    std::signal(SIGINT, &remember);
    std::signal(SIGTERM, &remember);
}

bool isInterrupted()
{
    return interrupted;
}

} // namespace ga

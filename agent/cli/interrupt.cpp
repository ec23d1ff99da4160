// SPDX-License-Identifier: Apache-2.0
// A flag that a signal handler may set.
#include "cli/interrupt.h"

#include "platform/api/console.h"

#include <csignal>

namespace ga {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void setAll(void (*handler)(int))
{
    for (const int signal : interruptions())
        std::signal(signal, handler);
}

void remember(int)
{
    interrupted = 1;
    setAll(SIG_DFL);
}

} // namespace

void catchInterrupts()
{
    setAll(&remember);
}

bool isInterrupted()
{
    return interrupted;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The raw mode of a terminal.
#include "platform/linux/channel/terminal.h"

#include <termios.h>

namespace ga {

bool makeRaw(int terminal)
{
    termios settings{};
    if (::tcgetattr(terminal, &settings) != 0)
        return false;
    ::cfmakeraw(&settings);
    settings.c_cc[VMIN] = 1; // So that a read of 0 bytes means a hang-up, nothing else.
    settings.c_cc[VTIME] = 0;
    return ::tcsetattr(terminal, TCSANOW, &settings) == 0;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The speed of a line as a number. On its own, as the kernel's header and <termios.h> exclude each
// other.
#include "platform/linux/channel/terminal.h"

#include <asm/termbits.h>
#include <sys/ioctl.h>

namespace ga {

std::optional<qint32> lineSpeed(int terminal)
{
    termios2 settings{};
    if (::ioctl(terminal, TCGETS2, &settings) != 0)
        return std::nullopt;
    return static_cast<qint32>(settings.c_ospeed);
}

} // namespace ga

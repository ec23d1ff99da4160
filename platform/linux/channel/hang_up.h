// SPDX-License-Identifier: Apache-2.0
// Whether anybody is left at the other side of a descriptor.
#pragma once

#include <poll.h>

namespace ga {

// True also for a socket that was shut down both ways. As of now; on a virtio port it may pass.
inline bool hasHungUp(int descriptor)
{
    pollfd poll{.fd = descriptor, .events = 0, .revents = 0};
    return ::poll(&poll, 1, 0) > 0;
}

} // namespace ga

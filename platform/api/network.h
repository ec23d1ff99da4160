// SPDX-License-Identifier: Apache-2.0
// Network interfaces and routes.
#pragma once

#include "commands/network/network_types.h"
#include "protocol/result.h"

namespace ga {

class Network
{
public:
    virtual ~Network() = default;

    // The interface of the default route first, then other devices, then software interfaces, the
    // loopback, and last the noise of containers.
    virtual Result<QList<NetworkInterface>> interfaces() = 0;
    virtual Result<QList<NetworkRoute>> routes() = 0;
};

} // namespace ga

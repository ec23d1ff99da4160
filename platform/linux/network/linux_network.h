// SPDX-License-Identifier: Apache-2.0
// The network as the kernel tells it over netlink. Keeps no state: any thread may use it.
#pragma once

#include "platform/api/network.h"
#include "platform/api/provided.h"

namespace ga {

class LinuxNetwork final : public Network
{
public:
    // Lacking where this process may not use netlink.
    static Provided<Network> create();

    Result<QList<NetworkInterface>> interfaces() override;
    Result<QList<NetworkRoute>> routes() override;
};

} // namespace ga

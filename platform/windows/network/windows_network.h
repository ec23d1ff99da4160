// SPDX-License-Identifier: Apache-2.0
// The network as Windows' IP helper tells it. Keeps no state: any thread may use it.
#pragma once

#include "platform/api/network.h"

namespace ga {

class WindowsNetwork final : public Network
{
public:
    Result<QList<NetworkInterface>> interfaces() override;
    Result<QList<NetworkRoute>> routes() override;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The transports of this system.
#pragma once

#include "channel/channel.h"

namespace ga {

// Error where this system has no such transport or `path` can't be an address of it. Nothing is opened yet.
Result<std::unique_ptr<Channel>> createChannel(const ChannelAddress &address);

} // namespace ga

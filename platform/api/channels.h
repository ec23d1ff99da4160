// SPDX-License-Identifier: Apache-2.0
// The transports of this system.
#pragma once

#include "channel/channel.h"

#include <memory>
#include <optional>

namespace ga {

// Nothing is opened yet. Error where this system has no such transport, or `path` can't be an
// address of it ("error parsing address 'P'").
Result<std::unique_ptr<Channel>> createChannel(const ChannelAddress &address);

// The listening socket that a service manager started this process with (sd_listen_fds(3)): none
// unless LISTEN_PID is this process. Its family, not the configuration, decides the method.
// Unsets the variables, so ask once, before other threads run. Error: more than one socket, or a
// family that is neither unix nor vsock.
Result<std::optional<ChannelAddress>> inheritedChannel();

} // namespace ga

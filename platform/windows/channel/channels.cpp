// SPDX-License-Identifier: Apache-2.0
// Which class serves which method on Windows.
#include "platform/api/channels.h"

#include "platform/windows/channel/device_channel.h"
#include "platform/windows/channel/pipe_listen_channel.h"

namespace ga {

Result<std::unique_ptr<Channel>> createChannel(const ChannelAddress &address)
{
    switch (address.method) {
    case ChannelMethod::VirtioSerial:
    case ChannelMethod::IsaSerial:
        return std::make_unique<DeviceChannel>(address);
    case ChannelMethod::UnixListen:
        return PipeListenChannel::create(address.path);
    case ChannelMethod::VsockListen:
        break; // Not among the methods of this system.
    }
    Q_UNREACHABLE();
}

Result<std::optional<ChannelAddress>> inheritedChannel()
{
    return std::optional<ChannelAddress>(); // The service manager of Windows passes no sockets.
}

} // namespace ga

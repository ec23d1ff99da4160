// SPDX-License-Identifier: Apache-2.0
// Which class serves which method on Linux.
#include "platform/api/channels.h"

#include "platform/linux/channel/inherited_listen_channel.h"
#include "platform/linux/channel/isa_serial_channel.h"
#include "platform/linux/channel/unix_listen_channel.h"
#include "platform/linux/channel/virtio_serial_channel.h"
#include "platform/linux/channel/vsock_listen_channel.h"

namespace ga {

Result<std::unique_ptr<Channel>> createChannel(const ChannelAddress &address)
{
    if (address.inherited)
        return std::make_unique<InheritedListenChannel>(address.path,
                                                        Descriptor(*address.inherited));
    switch (address.method) {
    case ChannelMethod::VirtioSerial:
        return std::make_unique<VirtioSerialChannel>(address.path);
    case ChannelMethod::IsaSerial:
        return std::make_unique<IsaSerialChannel>(address.path);
    case ChannelMethod::UnixListen:
        return UnixListenChannel::create(address.path);
    case ChannelMethod::VsockListen:
        return VsockListenChannel::create(address.path);
    }
    Q_UNREACHABLE();
}

} // namespace ga

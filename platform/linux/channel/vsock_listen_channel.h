// SPDX-License-Identifier: Apache-2.0
// VsockListenChannel: hosts come through a virtio socket, without a network.
#pragma once

#include "platform/linux/channel/listen_channel.h"
#include "platform/linux/channel/vsock_address.h"

namespace ga {

class VsockListenChannel : public ListenChannel
{
    Q_OBJECT

public:
    // Error: "error parsing address 'ADDRESS'".
    static Result<std::unique_ptr<Channel>> create(const QString &address, Admits admits = &isHost);

private:
    VsockListenChannel(const QString &name, VsockAddress address, Admits admits);
    Result<Descriptor> listen() override;

    VsockAddress m_address;
};

} // namespace ga

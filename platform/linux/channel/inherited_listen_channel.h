// SPDX-License-Identifier: Apache-2.0
// InheritedListenChannel: hosts come through a listening socket that the service manager made.
#pragma once

#include "platform/linux/channel/channel_error.h"
#include "platform/linux/channel/listen_channel.h"

#include <cerrno>
#include <utility>

namespace ga {

class InheritedListenChannel : public ListenChannel
{
    Q_OBJECT

public:
    // `name` is for messages.
    InheritedListenChannel(const QString &name, Descriptor socket)
        : ListenChannel(name)
        , m_socket(std::move(socket))
    {}

private:
    // Error: the socket was lost before; only the service manager can make another.
    Result<Descriptor> listen() override
    {
        if (!m_socket.isValid())
            return failOpening(name(), EBADF);
        return std::move(m_socket);
    }

    Descriptor m_socket;
};

} // namespace ga

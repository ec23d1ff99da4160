// SPDX-License-Identifier: Apache-2.0
// A datagram socket for the tests to listen on, in place of syslog's and the service manager's.
#pragma once

#include "platform/linux/descriptor.h"

#include <QByteArray>

#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>
#include <cstring>

namespace ga::test {

class DatagramReceiver
{
public:
    // `address` as UnixDatagram takes it.
    explicit DatagramReceiver(const QByteArray &address)
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        std::memcpy(name.sun_path, address.constData(), size_t(address.size()));
        if (address.startsWith('@'))
            name.sun_path[0] = '\0';
        const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(address.size()));
        m_isBound = ::bind(m_socket.number(), reinterpret_cast<sockaddr *>(&name), length) == 0;
    }

    bool isBound() const { return m_isBound; }

    // The next datagram; empty where there is none yet.
    QByteArray next()
    {
        QByteArray datagram(65536, '\0');
        const ssize_t size = ::recv(m_socket.number(), datagram.data(), size_t(datagram.size()), 0);
        return datagram.left(size > 0 ? size : 0);
    }

private:
    Descriptor m_socket;
    bool m_isBound = false;
};

} // namespace ga::test

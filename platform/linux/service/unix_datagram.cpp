// SPDX-License-Identifier: Apache-2.0
// Datagrams to sockets of the AF_UNIX family.
#include "platform/linux/service/unix_datagram.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

namespace ga {

UnixDatagram::UnixDatagram(QByteArray address)
    : m_address(std::move(address))
{}

bool UnixDatagram::send(const QByteArray &datagram)
{
    if (m_socket.isValid() && sendOnce(datagram))
        return true;
    if (m_socket.isValid() &&
        (errno == EAGAIN || errno == EMSGSIZE)) // The receiver is there, but slow.
        return false;
    return connectSocket() && sendOnce(datagram);
}

void UnixDatagram::sendOrCount(const QByteArray &datagram, const Notice &notice)
{
    if (m_lost > 0 && send(notice(m_lost)))
        m_lost = 0;
    if (!send(datagram))
        ++m_lost;
}

bool UnixDatagram::connectSocket()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (m_address.isEmpty() || size_t(m_address.size()) >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, m_address.constData(), size_t(m_address.size()));
    if (m_address.startsWith('@'))
        address.sun_path[0] = '\0';
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(m_address.size()));

    m_socket = Descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!m_socket.isValid())
        return false;
    if (::connect(m_socket.number(), reinterpret_cast<const sockaddr *>(&address), length) == 0)
        return true;
    m_socket.reset();
    return false;
}

bool UnixDatagram::sendOnce(const QByteArray &datagram)
{
    return ::send(m_socket.number(), datagram.constData(), size_t(datagram.size()), MSG_NOSIGNAL) ==
           datagram.size();
}

} // namespace ga

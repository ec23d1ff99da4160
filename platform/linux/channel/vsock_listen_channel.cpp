// SPDX-License-Identifier: Apache-2.0
// A listening socket of the family vsock.
#include "platform/linux/channel/vsock_listen_channel.h"

#include "platform/linux/channel/channel_error.h"

#include <sys/socket.h>

#include <linux/vm_sockets.h>

#include <cerrno>

namespace ga {

Result<std::unique_ptr<Channel>> VsockListenChannel::create(const QString &address, Admits admits)
{
    const auto parsed = parseVsockAddress(address);
    if (!parsed)
        return fail(parsed.error());
    return std::unique_ptr<Channel>(new VsockListenChannel(address, *parsed, admits));
}

VsockListenChannel::VsockListenChannel(const QString &name, VsockAddress address, Admits admits)
    : ListenChannel(name, admits)
    , m_address(address)
{}

Result<Descriptor> VsockListenChannel::listen()
{
    Descriptor socket(::socket(AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.isValid())
        return failOpening(name(), errno);
    sockaddr_vm address{};
    address.svm_family = AF_VSOCK;
    address.svm_cid = m_address.cid;
    address.svm_port = m_address.port;
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    if (::bind(socket.number(), generic, sizeof address) != 0 ||
        ::listen(socket.number(), backlog) != 0)
        return failOpening(name(), errno);
    return socket;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The descriptors that a service manager passes in, as sd_listen_fds(3) lays down.
#include "platform/api/channels.h"
#include "platform/linux/channel/vsock_address.h"

#include <QFile>
#include <QtGlobal>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <linux/vm_sockets.h>

#include <cerrno>
#include <cstddef>

namespace ga {

namespace {

constexpr int firstInherited = 3; // SD_LISTEN_FDS_START

// How many descriptors are meant for this process.
int inheritedCount()
{
    const bool isOurs = qEnvironmentVariable("LISTEN_PID").toLongLong() == ::getpid();
    const int count = isOurs ? qEnvironmentVariable("LISTEN_FDS").toInt() : 0;
    for (const char *name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"})
        qunsetenv(name);
    return count;
}

std::optional<int> optionOf(int socket, int option)
{
    int value = 0;
    socklen_t size = sizeof value;
    if (::getsockopt(socket, SOL_SOCKET, option, &value, &size) != 0)
        return std::nullopt;
    return value;
}

// Where the socket listens, for messages only.
template <typename Address>
Address localAddress(int socket)
{
    Address address{};
    socklen_t size = sizeof address - 1;
    ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
    return address;
}

ChannelAddress unixChannel(int socket)
{
    const auto address = localAddress<sockaddr_un>(socket);
    return {ChannelMethod::UnixListen, QFile::decodeName(address.sun_path), socket};
}

ChannelAddress vsockChannel(int socket)
{
    const auto address = localAddress<sockaddr_vm>(socket);
    return {ChannelMethod::VsockListen,
            QStringLiteral("%1:%2").arg(address.svm_cid).arg(address.svm_port), socket};
}

Result<std::optional<ChannelAddress>> channelOf(int socket)
{
    const auto family = optionOf(socket, SO_DOMAIN);
    if (!family)
        return failSystem(QStringLiteral("the inherited descriptor %1").arg(socket), errno);
    if (family != AF_UNIX && family != AF_VSOCK)
        return fail(QStringLiteral("unsupported type of inherited socket: family %1").arg(*family));
    if (optionOf(socket, SO_ACCEPTCONN) != 1)
        return fail(QStringLiteral("the inherited socket does not listen"));
    return family == AF_UNIX ? unixChannel(socket) : vsockChannel(socket);
}

} // namespace

Result<std::optional<ChannelAddress>> inheritedChannel()
{
    const int count = inheritedCount();
    if (count <= 0)
        return std::nullopt;
    if (count > 1)
        return fail(QStringLiteral("qtga only supports listening on one socket"));
    ::fcntl(firstInherited, F_SETFD, FD_CLOEXEC);
    return channelOf(firstInherited);
}

} // namespace ga

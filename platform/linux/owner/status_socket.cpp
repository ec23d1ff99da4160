// SPDX-License-Identifier: Apache-2.0
// Socket calls.
#include "platform/linux/owner/status_socket.h"

#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace ga {

namespace {

constexpr int backlog = 8;
constexpr mode_t everybody = 0666; // To connect takes the right to write.

Descriptor newSocket(int type = SOCK_NONBLOCK)
{
    return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | type, 0));
}

// One whose connect(2) sleeps in the kernel, in the order of those who wait there (unix(7)).
Descriptor patientSocket(std::chrono::milliseconds patience)
{
    Descriptor socket = newSocket(0);
    const timeval limit{.tv_sec = patience.count() / 1000,
                        .tv_usec = patience.count() % 1000 * 1000};
    if (socket.isValid() &&
        ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) != 0)
        return {};
    return socket;
}

// What is left of an agent that is gone is removed; anything else is not ours to touch.
bool makeWay(const QByteArray &path)
{
    struct stat status = {};
    if (::lstat(path.constData(), &status) != 0)
        return errno == ENOENT;
    if (!S_ISSOCK(status.st_mode) || connectToStatus(path).isValid() || errno != ECONNREFUSED) {
        errno = EADDRINUSE;
        return false;
    }
    return ::unlink(path.constData()) == 0;
}

} // namespace

std::optional<sockaddr_un> unixAddress(const QByteArray &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.isEmpty() || path.contains('\0') || size_t(path.size()) >= sizeof address.sun_path) {
        errno = path.isEmpty() ? ENOENT : ENAMETOOLONG;
        return std::nullopt;
    }
    std::copy(path.cbegin(), path.cend(), address.sun_path);
    return address;
}

Descriptor listenForReaders(const QByteArray &path)
{
    const auto address = unixAddress(path);
    if (!address || !makeWay(path))
        return {};
    Descriptor socket = newSocket();
    if (socket.isValid() &&
        (::bind(socket.number(), reinterpret_cast<const sockaddr *>(&*address), sizeof *address) !=
             0 ||
         ::chmod(path.constData(), everybody) != 0 || ::listen(socket.number(), backlog) != 0))
        return {};
    return socket;
}

Descriptor connectToStatus(const QByteArray &path, std::chrono::milliseconds patience)
{
    const auto address = unixAddress(path);
    if (!address)
        return {};
    Descriptor socket = patience.count() > 0 ? patientSocket(patience) : newSocket();
    if (socket.isValid() &&
        ::connect(socket.number(), reinterpret_cast<const sockaddr *>(&*address),
                  sizeof *address) != 0)
        return {};
    return socket;
}

std::optional<ucred> peerOf(const Descriptor &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket.number(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return std::nullopt;
    return peer;
}

} // namespace ga

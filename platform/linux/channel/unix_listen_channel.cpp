// SPDX-License-Identifier: Apache-2.0
// Making the socket file, and removing it at the end.
#include "platform/linux/channel/unix_listen_channel.h"

#include "platform/linux/channel/channel_error.h"

#include <QFile>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace ga {

namespace {

std::optional<std::pair<dev_t, ino_t>> fileIdentity(const QByteArray &path)
{
    struct stat status
    {};
    if (::lstat(path.constData(), &status) != 0)
        return std::nullopt;
    return std::pair(status.st_dev, status.st_ino);
}

// Its mode follows the umask.
Result<Nothing> bindTo(int socket, const QString &name)
{
    const QByteArray path = QFile::encodeName(name);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.cbegin(), path.cend(), address.sun_path);
    if (::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return failOpening(name, errno);
    return Nothing{};
}

} // namespace

Result<std::unique_ptr<Channel>> UnixListenChannel::create(const QString &path)
{
    const QByteArray bytes = QFile::encodeName(path);
    if (bytes.isEmpty() || bytes.contains('\0') ||
        bytes.size() >= qsizetype(sizeof sockaddr_un::sun_path))
        return failOpening(path, bytes.isEmpty() ? ENOENT : ENAMETOOLONG);
    return std::unique_ptr<Channel>(new UnixListenChannel(path));
}

UnixListenChannel::UnixListenChannel(const QString &path)
    : ListenChannel(path)
{}

UnixListenChannel::~UnixListenChannel()
{
    const QByteArray path = QFile::encodeName(name());
    if (m_file && m_file == fileIdentity(path))
        ::unlink(path.constData());
}

Result<Descriptor> UnixListenChannel::listen()
{
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.isValid())
        return failOpening(name(), errno);
    const QByteArray path = QFile::encodeName(name());
    if (::unlink(path.constData()) != 0 && errno != ENOENT)
        return failOpening(name(), errno);
    if (auto bound = bindTo(socket.number(), name()); !bound)
        return fail(bound.error());
    m_file = fileIdentity(path);
    if (::listen(socket.number(), backlog) != 0)
        return failOpening(name(), errno);
    return socket;
}

} // namespace ga

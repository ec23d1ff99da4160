// SPDX-License-Identifier: Apache-2.0
// One epoll descriptor for the listener and for the readers' hanging up.
#include "platform/linux/owner/local_broadcast.h"

#include "platform/linux/owner/status_socket.h"

#include <QFile>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>

namespace ga {

namespace {

// Fifty readers a second at most, so that connecting without end costs nobody but its user.
constexpr std::chrono::milliseconds between{20};

constexpr int bufferSize = 256 * 1024; // Bytes that wait for a reader; the greeting has 60,000.

tl::unexpected<Error> failOpening(const QString &path, int errorNumber)
{
    return failSystem(QStringLiteral("error opening the status channel '%1'").arg(path),
                      errorNumber);
}

bool watch(const Descriptor &epoll, int operation, int number, quint32 events)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = number;
    return ::epoll_ctl(epoll.number(), operation, number, &event) == 0;
}

// Whole, or not at all: the rest of a line could not be kept anywhere.
bool sendAll(const Descriptor &socket, const QByteArray &bytes)
{
    return ::send(socket.number(), bytes.constData(), size_t(bytes.size()),
                  MSG_DONTWAIT | MSG_NOSIGNAL) == bytes.size();
}

} // namespace

Result<std::unique_ptr<Broadcast>> LocalBroadcast::create(const QString &path, Greeting greeting)
{
    const QByteArray name = QFile::encodeName(path);
    Descriptor listener = listenForReaders(name);
    if (!listener.isValid())
        return failOpening(path, errno);
    Descriptor epoll(::epoll_create1(EPOLL_CLOEXEC));
    if (!epoll.isValid() || !watch(epoll, EPOLL_CTL_ADD, listener.number(), EPOLLIN))
        return failOpening(path, errno);
    return std::unique_ptr<Broadcast>(
        new LocalBroadcast(name, std::move(greeting), std::move(listener), std::move(epoll)));
}

LocalBroadcast::LocalBroadcast(QByteArray path, Greeting greeting, Descriptor listener,
                               Descriptor epoll)
    : m_path(std::move(path))
    , m_greeting(std::move(greeting))
    , m_listener(std::move(listener))
    , m_epoll(std::move(epoll))
    , m_notifier(m_epoll.number(), QSocketNotifier::Read)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(between);
    connect(&m_pause, &QTimer::timeout, this, [this] { letListen(true); });
    connect(&m_notifier, &QSocketNotifier::activated, this, &LocalBroadcast::takeEvents);
}

LocalBroadcast::~LocalBroadcast()
{
    ::unlink(m_path.constData());
}

void LocalBroadcast::takeEvents()
{
    std::array<epoll_event, 16> events{};
    const int count = ::epoll_wait(m_epoll.number(), events.data(), int(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        const int number = events[size_t(i)].data.fd;
        if (number == m_listener.number())
            acceptReader();
        else
            drop(number);
    }
}

void LocalBroadcast::letListen(bool listens)
{
    watch(m_epoll, EPOLL_CTL_MOD, m_listener.number(), listens ? quint32(EPOLLIN) : 0);
}

void LocalBroadcast::acceptReader()
{
    letListen(false);
    m_pause.start();
    Descriptor socket(
        ::accept4(m_listener.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    const auto peer = socket.isValid() ? peerOf(socket) : std::nullopt;
    if (!peer || ::shutdown(socket.number(), SHUT_RD) != 0)
        return;
    const ReaderIdentity who{QByteArray::number(peer->uid), peer->uid == 0};
    if (!m_limits.enter(who))
        return;
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDBUF, &bufferSize, sizeof bufferSize);
    const int number = socket.number();
    // No event is asked for: EPOLLHUP and EPOLLERR always come.
    const bool taken = sendAll(socket, m_greeting()) && watch(m_epoll, EPOLL_CTL_ADD, number, 0);
    m_readers.emplace(number, Reader{std::move(socket), who});
    if (!taken)
        drop(number);
}

void LocalBroadcast::send(const QByteArray &lines)
{
    QList<int> lost;
    for (const auto &[number, reader] : m_readers) {
        if (!sendAll(reader.socket, lines))
            lost += number;
    }
    for (const int number : lost)
        drop(number);
}

void LocalBroadcast::drop(int number)
{
    const auto found = m_readers.find(number);
    if (found == m_readers.end())
        return;
    m_limits.leave(found->second.user);
    m_readers.erase(found);
}

Result<std::unique_ptr<Broadcast>> createBroadcast(const QString &address, Greeting greeting)
{
    return LocalBroadcast::create(address, std::move(greeting));
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// An epoll descriptor of one entry, under a socket notifier.
#include "platform/linux/channel/edge_watch.h"

#include <sys/epoll.h>

#include <cerrno>

namespace ga {

namespace {

epoll_event interest(bool writable)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
    if (writable)
        event.events |= EPOLLOUT;
    return event;
}

} // namespace

Result<std::unique_ptr<EdgeWatch>> EdgeWatch::create(int descriptor)
{
    Descriptor epoll(::epoll_create1(EPOLL_CLOEXEC));
    if (!epoll.isValid())
        return failSystem(QStringLiteral("epoll_create1"), errno);
    epoll_event event = interest(false);
    if (::epoll_ctl(epoll.number(), EPOLL_CTL_ADD, descriptor, &event) != 0)
        return failSystem(QStringLiteral("not a device or socket that can be waited for"), errno);
    return std::unique_ptr<EdgeWatch>(new EdgeWatch(std::move(epoll), descriptor));
}

EdgeWatch::EdgeWatch(Descriptor epoll, int descriptor)
    : m_epoll(std::move(epoll))
    , m_descriptor(descriptor)
    , m_notifier(m_epoll.number(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &EdgeWatch::takeEvent);
}

void EdgeWatch::setWatchingWritable(bool watching)
{
    if (watching == m_watchingWritable)
        return;
    m_watchingWritable = watching;
    epoll_event event = interest(watching);
    ::epoll_ctl(m_epoll.number(), EPOLL_CTL_MOD, m_descriptor, &event);
}

void EdgeWatch::takeEvent()
{
    ++m_wakeUps;
    epoll_event event{};
    if (::epoll_wait(m_epoll.number(), &event, 1, 0) == 1)
        Q_EMIT ready(event.events);
}

} // namespace ga

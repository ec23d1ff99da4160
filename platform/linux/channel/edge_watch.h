// SPDX-License-Identifier: Apache-2.0
// EdgeWatch: tells once of each change of a descriptor's readiness, so that a lasting state costs
// nothing.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace ga {

// poll(2) reports POLLHUP of a port without a host for ever. An edge-triggered epoll(7) descriptor
// around it, itself watched like any other, wakes only on changes.
class EdgeWatch : public QObject
{
    Q_OBJECT

public:
    // `descriptor` stays the caller's and must outlive the watch. Error: what can't be polled, as
    // files.
    static Result<std::unique_ptr<EdgeWatch>> create(int descriptor);

    // Whether the descriptor's becoming writable is told too (at first: no). Switching it tells the
    // present state anew.
    void setWatchingWritable(bool watching);

    quint64 wakeUps() const { return m_wakeUps; }

Q_SIGNALS:
    void ready(quint32 events); // EPOLLIN, EPOLLOUT, EPOLLRDHUP, EPOLLHUP, EPOLLERR.

private:
    EdgeWatch(Descriptor epoll, int descriptor);
    void takeEvent();

    Descriptor m_epoll;
    int m_descriptor;
    bool m_watchingWritable = false;
    quint64 m_wakeUps = 0;
    QSocketNotifier m_notifier;
};

} // namespace ga

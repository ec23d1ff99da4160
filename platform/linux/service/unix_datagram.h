// SPDX-License-Identifier: Apache-2.0
// UnixDatagram: sends datagrams to another program's socket without ever waiting for it.
#pragma once

#include "platform/linux/descriptor.h"

#include <QByteArray>

#include <functional>

namespace ga {

class UnixDatagram
{
public:
    // `address` is a path, or an abstract name after '@' (unix(7)). Nothing is opened before the
    // first send().
    explicit UnixDatagram(QByteArray address);

    // Whether the system took the datagram. A receiver that was restarted is found again.
    bool send(const QByteArray &datagram);

    // The same for one of a series. Those that the system did not take are counted; the next that
    // it does take follows `notice` of their number.
    using Notice = std::function<QByteArray(qint64 lost)>;
    void sendOrCount(const QByteArray &datagram, const Notice &notice);

private:
    bool connectSocket();
    bool sendOnce(const QByteArray &datagram);

    QByteArray m_address;
    Descriptor m_socket;
    qint64 m_lost = 0;
};

} // namespace ga

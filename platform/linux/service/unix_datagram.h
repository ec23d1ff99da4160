// SPDX-License-Identifier: Apache-2.0
// UnixDatagram: sends datagrams to another program's socket without ever waiting for it.
#pragma once

#include "platform/linux/descriptor.h"

#include <QByteArray>

namespace ga {

class UnixDatagram
{
public:
    // `address` is a path, or an abstract name after '@' (unix(7)). Nothing is opened before the
    // first send().
    explicit UnixDatagram(QByteArray address);

    // Whether the system took the datagram. A receiver that was restarted is found again.
    bool send(const QByteArray &datagram);

private:
    bool connectSocket();
    bool sendOnce(const QByteArray &datagram);

    QByteArray m_address;
    Descriptor m_socket;
};

} // namespace ga

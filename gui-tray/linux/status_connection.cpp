// SPDX-License-Identifier: Apache-2.0
// The agent's socket lies in a directory that only root may write to, so who listens there is the
// agent.
#include "system/status_connection.h"

namespace ga {

bool openStatusConnection(QLocalSocket &socket, const QString &address)
{
    socket.connectToServer(address, QIODevice::ReadOnly);
    return socket.state() != QLocalSocket::UnconnectedState;
}

} // namespace ga

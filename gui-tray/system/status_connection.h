// SPDX-License-Identifier: Apache-2.0
// How this system's agent is reached for its status.
#pragma once

#include <QLocalSocket>
#include <QString>

namespace ga {

// Begins to connect `socket` for reading only. False where that failed at once, and where the
// other end is nobody who may speak for the agent.
bool openStatusConnection(QLocalSocket &socket, const QString &address);

} // namespace ga

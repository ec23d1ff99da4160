// SPDX-License-Identifier: Apache-2.0
// Commands that answer only when they fail: guest-shutdown and guest-suspend-*.
#pragma once

#include "client/guest_client.h"

namespace ga {

// What speaks for success.
enum class SilentOutcome {
    Silence,   // Nothing came for a while.
    NextReply, // The agent has gone on to a later request.
    Closed,    // The connection ended, as it does when the machine goes.
};

// Errors: the agent's, Kind::Refused. Waits five seconds at most, or the client's patience where
// that is shorter.
ClientResult<SilentOutcome> callSilent(GuestClient &client, const QString &command,
                                       const QByteArray &arguments);

} // namespace ga

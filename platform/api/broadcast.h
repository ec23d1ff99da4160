// SPDX-License-Identifier: Apache-2.0
// Broadcast: tells every local user who listens the same, and listens to nobody.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace ga {

// Any local user may connect and read. Nothing is ever read from a reader; how many there are, for
// each user too, how often they come, and what is kept for one that does not read are bounded: it
// is dropped. Belongs to the event loop's thread.
class Broadcast
{
public:
    virtual ~Broadcast() = default; // All readers are let go; what was made at the address goes.

    virtual void send(const QByteArray &lines) = 0;
    virtual qsizetype readers() const = 0;
};

// What a new reader gets first.
using Greeting = std::function<QByteArray()>;

// `address` is a socket's path, or a pipe's name. The directory must be there. Error: "error
// opening the status channel 'A': CAUSE", also where another process broadcasts there.
Result<std::unique_ptr<Broadcast>> createBroadcast(const QString &address, Greeting greeting);

// What the guest's owner can tell the agent that broadcasts somewhere.
enum class OwnerWord {
    Reload, // Read configuration and pause anew.
    Thaw,   // Thaw what is frozen, now.
};

// Only an administrator may. Error: "the agent is not running (...)", "this needs the rights of an
// administrator".
Result<Nothing> tellAgent(OwnerWord word, const QString &address);

} // namespace ga

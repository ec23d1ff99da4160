// SPDX-License-Identifier: Apache-2.0
// Signals for the process that listens at the status channel.
#include "platform/api/broadcast.h"
#include "platform/linux/owner/status_socket.h"

#include <QFile>

#include <signal.h>

#include <cerrno>

namespace ga {

namespace {

// Any local user can keep the listener's queue full; each that is taken leaves a place in it.
constexpr std::chrono::seconds patience{10};

} // namespace

// The kernel tells who listens, so that no number of a process has to be believed that somebody
// wrote down.
Result<Nothing> tellAgent(OwnerWord word, const QString &address)
{
    const Descriptor socket = connectToStatus(QFile::encodeName(address), patience);
    if (!socket.isValid())
        return failSystem(
            QStringLiteral("the agent is not running, or tells no status at '%1'").arg(address),
            errno);
    const auto peer = peerOf(socket);
    if (!peer || peer->pid <= 0)
        return fail(QStringLiteral("the agent can't be told from here"));
    if (::kill(peer->pid, word == OwnerWord::Reload ? SIGHUP : SIGUSR1) == 0)
        return Nothing{};
    if (errno == EPERM)
        return fail(QStringLiteral("this needs the rights of an administrator"));
    return failSystem(QStringLiteral("the agent can't be told"), errno);
}

} // namespace ga

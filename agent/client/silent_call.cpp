// SPDX-License-Identifier: Apache-2.0
// Sends a ping behind the command: answered in its turn, it ends the waiting for an error. A sync
// wouldn't do, as an agent may answer it ahead of the command and drop the command's answer.
#include "client/silent_call.h"

#include <algorithm>

namespace ga {

namespace {

constexpr GuestClient::Patience silenceEnough(5000);
constexpr qint64 commandId = 1;
constexpr qint64 pingId = 2;

// An agent that leaves ids away still can't refuse the command and not say so.
bool isAnswerToPing(const Reply &reply)
{
    const auto id = reply.id();
    return id ? id->toInteger() == pingId : !reply.isError();
}

} // namespace

ClientResult<SilentOutcome> callSilent(GuestClient &client, const QString &command,
                                       const QByteArray &arguments)
{
    client.send(requestLine(command, arguments, commandId));
    client.send(requestLine(QStringLiteral("guest-ping"), {}, pingId));
    const auto reply = client.receiveWithin(std::min(client.patience(), silenceEnough));
    if (!reply && reply.error().kind == ClientError::Kind::Silent)
        return SilentOutcome::Silence;
    if (!reply && reply.error().kind == ClientError::Kind::Closed)
        return SilentOutcome::Closed;
    if (!reply)
        return fail(reply.error());
    if (isAnswerToPing(*reply))
        return SilentOutcome::NextReply;
    return reply->accepted().map([](const Reply &) { return SilentOutcome::NextReply; });
}

} // namespace ga

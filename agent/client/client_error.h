// SPDX-License-Identifier: Apache-2.0
// ClientError: why the host's side of a conversation failed, and whose fault it was.
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace ga {

struct ClientError
{
    enum class Kind {
        Usage,   // What was asked for can't be asked for; nothing was sent.
        Refused, // The agent answered with an error.
        Failed,  // The agent did its part, and yet it didn't work out: a file here, a short write.
        NoAgent, // No connection, or what answered doesn't speak the protocol.
        Silent,  // No answer in time.
        Closed,  // The connection ended instead.
    };

    Kind kind = Kind::Failed;
    QString text; // One sentence without a full stop; may hold any character that a guest sends.
    QString errorClass; // Kind::Refused: "GenericError", "CommandNotFound", ...
};

template <typename T>
using ClientResult = tl::expected<T, ClientError>;

inline tl::unexpected<ClientError> fail(ClientError error)
{
    return tl::unexpected<ClientError>(std::move(error));
}
inline tl::unexpected<ClientError> clientFail(ClientError::Kind kind, QString text)
{
    return fail(ClientError{kind, std::move(text), {}});
}

} // namespace ga

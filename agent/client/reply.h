// SPDX-License-Identifier: Apache-2.0
// Reply: what an agent answered to one request.
#pragma once

#include "client/client_error.h"
#include "protocol/framer.h"
#include "protocol/value.h"

#include <memory>
#include <optional>

namespace ga {

class Reply
{
public:
    // Error, Kind::NoAgent: this is no answer of the protocol.
    static ClientResult<Reply> read(Result<Frame> frame);

    // The answer's "id", where it has one.
    std::optional<Value> id() const { return member(u"id"); }
    bool isError() const { return m_error.has_value(); }

    // The agent's error where it answered with one, Kind::Refused; this reply else.
    ClientResult<Reply> accepted() const;

    // What the command returned; null for an error. Valid while this reply or a copy of it is.
    Value result() const;

private:
    explicit Reply(Message message);
    std::optional<Value> member(QStringView name) const;

    std::shared_ptr<const Message> m_message;
    std::optional<ClientError> m_error;
};

} // namespace ga

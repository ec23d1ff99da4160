// SPDX-License-Identifier: Apache-2.0
// Requests and responses: what stands around a command's arguments and its result.
#pragma once

#include "protocol/framer.h"
#include "protocol/json_writer.h"
#include "protocol/result.h"
#include "protocol/value.h"

#include <memory>
#include <optional>

namespace ga {

// What the host sent: a command to carry out, or the error that it is to be told. Both keep the
// request's place in the order.
struct Request
{
    std::shared_ptr<const Message> message; // nullptr where the bytes were no JSON.
    QString command;
    std::optional<Error> error;
    qsizetype size = 0; // Bytes that it keeps in memory, about.

    std::optional<Value> id() const; // Echoed in the response.
    Value arguments() const;         // An empty object where none were given.
};

// The checks of protocol.md, "Request checks", 1 to 3.
Request readRequest(Result<Frame> frame);

// One line, ended by LF. `writeReturn` writes the value; where it fails, the line is the error
// instead.
template <typename WriteReturn>
Result<QByteArray> successLine(const Request &request, WriteReturn writeReturn)
{
    JsonWriter writer;
    writer.beginObject();
    writer.key("return");
    if (auto written = writeReturn(writer); !written)
        return fail(std::move(written).error());
    if (const auto id = request.id()) {
        writer.key("id");
        writer.value(*id);
    }
    writer.endObject();
    return writer.take().append('\n');
}

QByteArray errorLine(const Request &request, const Error &error);

} // namespace ga

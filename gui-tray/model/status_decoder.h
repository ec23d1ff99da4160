// SPDX-License-Identifier: Apache-2.0
// Turns the bytes of a status stream into messages; the only place that knows how they are written.
#pragma once

#include "status/status_protocol.h"

#include <QByteArray>

#include <optional>

namespace ga {

class StatusDecoder
{
public:
    void feed(const QByteArray &bytes) { m_rest += bytes; }

    // The next message that is complete; nullopt where more bytes are needed. One at a time: what
    // a message says may forbid to read on. Error: a line is too long or no message; the stream is
    // not to be read on.
    Result<std::optional<StatusMessage>> next();

    // For the next stream.
    void reset() { m_rest.clear(); }

private:
    QByteArray m_rest;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Turns the bytes of a status stream into messages; the only place that knows how they are written.
#pragma once

#include "status/status_protocol.h"

#include <QByteArray>
#include <QList>

namespace ga {

class StatusDecoder
{
public:
    // The messages that `bytes` complete. Error: a line is too long or no message; the stream is
    // not to be read on.
    Result<QList<StatusMessage>> feed(const QByteArray &bytes);

    // For the next stream.
    void reset() { m_rest.clear(); }

private:
    QByteArray m_rest;
};

} // namespace ga

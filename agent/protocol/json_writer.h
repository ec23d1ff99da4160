// SPDX-License-Identifier: Apache-2.0
// Writes JSON as the guest agent protocol has it: one line, pure ASCII, ": " and ", " as
// separators.
#pragma once

#include "protocol/value.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QStringView>

#include <utility>

namespace ga {

// Appends to one growing buffer. Doubles come out with 17 significant digits, so that they survive
// the round trip; control characters and everything from 0x7F on as \uXXXX; malformed UTF-8 as
// \uFFFD.
class JsonWriter
{
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(QByteArrayView name);

    void null();
    void value(bool truth);
    void value(qint64 number);
    void value(quint64 number);
    void value(double number);
    void value(QStringView text);
    void utf8(QByteArrayView text);
    void base64(QByteArrayView bytes); // As a string.
    void value(const Value &value);    // A parsed value again, exactly.

    QByteArray take() { return std::exchange(m_out, {}); }

private:
    void separate();

    QByteArray m_out;
    bool m_first = true; // No element written yet at this level, or a key was just written.
};

} // namespace ga

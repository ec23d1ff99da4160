// SPDX-License-Identifier: Apache-2.0
// Goes from one 0xFF to the next.
#include "client/sync_scanner.h"

#include "client/reply.h"

#include <algorithm>

namespace ga {

namespace {

constexpr char sentinel = '\xff';
constexpr qsizetype keptOfSkipped = 400; // Bytes: enough for an error line.

} // namespace

bool SyncScanner::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !m_found) {
        const auto at = std::find(bytes.begin(), bytes.end(), sentinel);
        const qsizetype before = at - bytes.begin();
        if (m_armed)
            feedArmed(bytes.first(before));
        skip(bytes.first(before));
        if (at == bytes.end())
            break;
        m_armed = true;
        m_framer = Framer();
        bytes = bytes.sliced(before + 1);
    }
    return m_found;
}

void SyncScanner::feedArmed(QByteArrayView bytes)
{
    for (Result<Frame> &frame : m_framer.feed(bytes)) {
        const auto reply = Reply::read(std::move(frame));
        if (!reply)
            continue;
        const Value result = reply->result();
        m_found |= result.kind() == Value::Kind::Integer && result.toInteger() == m_id;
    }
}

void SyncScanner::skip(QByteArrayView bytes)
{
    m_skipped.append(bytes.last(std::min(bytes.size(), keptOfSkipped)));
    m_skipped = m_skipped.right(keptOfSkipped);
}

QByteArray SyncScanner::lastSkipped() const
{
    const QByteArray text = m_skipped.trimmed();
    return text.mid(text.lastIndexOf('\n') + 1);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The bytes are kept as they are: in whatever encoding the program writes.
#include "platform/common/captured_stream.h"

#include <algorithm>
#include <utility>

namespace ga {

CapturedStream::CapturedStream(qsizetype limit, QObject *parent)
    : QObject(parent)
    , m_limit(limit)
{}

QByteArray CapturedStream::take()
{
    m_bytes.squeeze();
    return std::exchange(m_bytes, {});
}

void CapturedStream::append(const char *bytes, qsizetype size)
{
    const qsizetype kept = std::min(size, m_limit - m_bytes.size());
    m_bytes.append(bytes, kept);
    m_truncated = m_truncated || kept < size;
}

void CapturedStream::end()
{
    m_atEnd = true;
    Q_EMIT ended();
}

} // namespace ga

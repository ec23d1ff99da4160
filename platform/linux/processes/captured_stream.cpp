// SPDX-License-Identifier: Apache-2.0
// Reads in turns, so that a program that never stops writing doesn't keep the event loop.
#include "platform/linux/processes/captured_stream.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace ga {

CapturedStream::CapturedStream(Descriptor pipe, qsizetype limit, QObject *parent)
    : QObject(parent)
    , m_pipe(std::move(pipe))
    , m_limit(limit)
    , m_notifier(m_pipe.number(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &CapturedStream::readAvailable);
}

QByteArray CapturedStream::take()
{
    m_bytes.squeeze();
    return std::exchange(m_bytes, {});
}

void CapturedStream::readAvailable()
{
    constexpr int readsATurn = 16; // A full pipe has 64 KiB.
    std::array<char, 64 * 1024> buffer;
    for (int i = 0; i < readsATurn; ++i) {
        const ssize_t got = ::read(m_pipe.number(), buffer.data(), buffer.size());
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got <= 0) {
            m_notifier.setEnabled(false);
            m_pipe.reset();
            Q_EMIT ended();
            return;
        }
        append(buffer.data(), got);
    }
}

void CapturedStream::append(const char *bytes, qsizetype size)
{
    const qsizetype kept = std::min(size, m_limit - m_bytes.size());
    m_bytes.append(bytes, kept);
    m_truncated = m_truncated || kept < size;
}

} // namespace ga

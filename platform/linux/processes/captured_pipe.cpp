// SPDX-License-Identifier: Apache-2.0
// Reads in turns, so that a program that never stops writing doesn't keep the event loop.
#include "platform/linux/processes/captured_pipe.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace ga {

CapturedPipe::CapturedPipe(Descriptor pipe, qsizetype limit, QObject *parent)
    : CapturedStream(limit, parent)
    , m_pipe(std::move(pipe))
    , m_notifier(m_pipe.number(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &CapturedPipe::readAvailable);
}

void CapturedPipe::readAvailable()
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
            end();
            return;
        }
        append(buffer.data(), got);
    }
}

} // namespace ga

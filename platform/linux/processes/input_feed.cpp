// SPDX-License-Identifier: Apache-2.0
// Writes whenever the pipe has room.
#include "platform/linux/processes/input_feed.h"

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace ga {

InputFeed::InputFeed(Descriptor pipe, const QByteArray &bytes, QObject *parent)
    : QObject(parent)
    , m_pipe(std::move(pipe))
    , m_notifier(m_pipe.number(), QSocketNotifier::Write)
    , m_bytes(bytes)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &InputFeed::writeAvailable);
}

void InputFeed::writeAvailable()
{
    while (m_written < m_bytes.size()) {
        const ssize_t got = ::write(m_pipe.number(), m_bytes.constData() + m_written,
                                    size_t(m_bytes.size() - m_written));
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got < 0)
            break; // EPIPE: nobody reads it any more.
        m_written += got;
    }
    m_notifier.setEnabled(false);
    m_pipe.reset();
    m_bytes.clear();
}

} // namespace ga

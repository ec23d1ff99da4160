// SPDX-License-Identifier: Apache-2.0
// One write after the other. What the pipe holds when it is closed is read by the program still.
#include "platform/windows/processes/input_feed.h"

#include <utility>

namespace ga {

InputFeed::InputFeed(Handle pipe, const QByteArray &bytes, QObject *parent)
    : QObject(parent)
    , m_pipe(std::move(pipe))
    , m_write(std::make_unique<OverlappedOperation>(m_pipe.get()))
    , m_bytes(bytes)
{
    connect(m_write.get(), &OverlappedOperation::finished, this, &InputFeed::handleWritten);
    writeNext();
}

void InputFeed::writeNext()
{
    constexpr qsizetype atOnce = 64 * 1024;
    const qsizetype left = m_bytes.size() - m_written;
    if (left == 0 || m_write->write(QByteArrayView(m_bytes).sliced(m_written, qMin(left, atOnce))))
        close();
}

void InputFeed::handleWritten(quint32 error, const QByteArray &bytes)
{
    m_written += bytes.size();
    if (error == ERROR_SUCCESS)
        writeNext();
    else
        close(); // Nobody reads it any more.
}

void InputFeed::close()
{
    m_write->end();
    m_pipe.reset();
    m_bytes.clear();
    m_written = 0;
}

} // namespace ga

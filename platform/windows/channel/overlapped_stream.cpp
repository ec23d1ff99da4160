// SPDX-License-Identifier: Apache-2.0
// One read waits at any time, and one write is under way while there is something to write.
#include "platform/windows/channel/overlapped_stream.h"

namespace ga {

namespace {

constexpr qsizetype chunk = 64 * 1024; // Bytes of one read or write.

} // namespace

OverlappedStream::OverlappedStream(HANDLE device)
    : m_device(device)
    , m_read(std::make_unique<OverlappedOperation>(device))
{
    connect(m_read.get(), &OverlappedOperation::finished, this, &OverlappedStream::handleRead);
    dropPending();
}

// A write that is under way is cancelled: its host has gone. One that has ended may be the caller.
void OverlappedStream::dropPending()
{
    m_queue.clear();
    m_isWriting = true;
    if (m_write && !m_write->isUnderWay())
        return;
    m_write = std::make_unique<OverlappedOperation>(m_device);
    connect(m_write.get(), &OverlappedOperation::finished, this, &OverlappedStream::handleWritten);
}

void OverlappedStream::close()
{
    m_isActive = false;
    m_queue.clear();
    m_read->end();
    m_write->end();
}

void OverlappedStream::read()
{
    m_isActive = true;
    beginRead();
}

void OverlappedStream::setReading(bool reading)
{
    m_reading = reading;
    beginRead();
}

void OverlappedStream::beginRead()
{
    if (!m_reading || !m_isActive || m_read->isUnderWay())
        return;
    const DWORD error = m_read->read(chunk);
    m_isActive = error == ERROR_SUCCESS;
    const auto tell = [this, error] {
        if (error != ERROR_SUCCESS)
            Q_EMIT readEnded(error);
        else if (m_read->isUnderWay())
            Q_EMIT readWaits();
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void OverlappedStream::handleRead(quint32 error, const QByteArray &bytes)
{
    if (error != ERROR_SUCCESS || bytes.isEmpty()) {
        m_isActive = false;
        Q_EMIT readEnded(error);
        return;
    }
    Q_EMIT received(bytes);
    beginRead();
}

void OverlappedStream::send(const QByteArray &bytes)
{
    m_queue.append(bytes);
    beginWrite();
}

void OverlappedStream::write()
{
    m_isWriting = true;
    beginWrite();
}

void OverlappedStream::beginWrite()
{
    if (!m_isWriting || m_queue.isEmpty() || m_write->isUnderWay())
        return;
    const QByteArrayView front = m_queue.front();
    const DWORD error = m_write->write(front.first(qMin(front.size(), chunk)));
    if (error == ERROR_SUCCESS)
        return;
    m_isWriting = false;
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT writeEnded(error); }, Qt::QueuedConnection);
}

void OverlappedStream::handleWritten(quint32 error, const QByteArray &bytes)
{
    if (error != ERROR_SUCCESS) {
        m_isWriting = false;
        Q_EMIT writeEnded(error);
        return;
    }
    m_queue.consume(bytes.size());
    beginWrite();
    Q_EMIT sent();
}

} // namespace ga

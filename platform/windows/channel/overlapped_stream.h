// SPDX-License-Identifier: Apache-2.0
// OverlappedStream: bytes from and to an open device, port or pipe, whatever it is.
#pragma once

#include "channel/write_queue.h"
#include "platform/windows/channel/overlapped_operation.h"

namespace ga {

// No signal comes from inside a call.
class OverlappedStream : public QObject
{
    Q_OBJECT

public:
    explicit OverlappedStream(HANDLE device); // Which must outlive this.

    void send(const QByteArray &bytes);
    qint64 pendingBytes() const { return m_queue.size(); }
    void dropPending(); // What waits to be sent.

    // Begins to read, at first and after readEnded().
    void read();
    // Begins again after writeEnded(), with what has not been sent.
    void write();
    void setReading(bool reading);

    // Ends what is under way; nothing works after that, and the device may be closed.
    void close();

Q_SIGNALS:
    void readWaits(); // For bytes that have not come yet.
    void received(const QByteArray &bytes);
    void sent();
    // Nothing more is read, or written, unless it is begun again. `error`: Windows' error, or 0
    // where a read had no bytes.
    void readEnded(quint32 error);
    void writeEnded(quint32 error);

private:
    void beginRead();
    void handleRead(quint32 error, const QByteArray &bytes);
    void beginWrite();
    void handleWritten(quint32 error, const QByteArray &bytes);

    HANDLE m_device;
    std::unique_ptr<OverlappedOperation> m_read;
    std::unique_ptr<OverlappedOperation> m_write;
    WriteQueue m_queue;
    bool m_reading = true;  // Wanted by the owner.
    bool m_isActive = false; // Between read() and readEnded().
    bool m_isWriting = true; // Not between writeEnded() and write().
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// CapturedOutput: what a program writes to one pipe, up to a limit.
#pragma once

#include "platform/windows/channel/overlapped_operation.h"
#include "platform/windows/system/handle.h"

namespace ga {

class CapturedOutput : public QObject
{
    Q_OBJECT

public:
    // Beyond `limit` bytes it is read on and what comes is dropped, so that the program isn't held
    // up. The bytes are kept as they are: in whatever code page the program writes.
    CapturedOutput(Handle pipe, qsizetype limit, QObject *parent);

    bool isAtEnd() const { return !m_pipe.isValid(); }
    bool isTruncated() const { return m_truncated; }
    QByteArray take(); // Without spare capacity: it may be kept for long.

Q_SIGNALS:
    void ended(); // Every writer has closed the pipe. Sent once, from the event loop.

private:
    void begin();
    void handleRead(quint32 error, const QByteArray &bytes);
    void endLater();

    Handle m_pipe;
    const qsizetype m_limit;
    std::unique_ptr<OverlappedOperation> m_read;
    QByteArray m_bytes;
    bool m_truncated = false;
};

} // namespace ga

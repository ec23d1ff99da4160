// SPDX-License-Identifier: Apache-2.0
// CapturedStream: what a program writes to one pipe, up to a limit; each system reads it its way.
#pragma once

#include <QByteArray>
#include <QObject>

namespace ga {

class CapturedStream : public QObject
{
    Q_OBJECT

public:
    bool isAtEnd() const { return m_atEnd; }
    bool isTruncated() const { return m_truncated; }
    QByteArray take(); // Without spare capacity: it may be kept for long.

Q_SIGNALS:
    void ended(); // Every writer has closed the pipe. Sent once, from the event loop.

protected:
    // Beyond `limit` bytes it is read on and what comes is dropped, so that the program isn't held
    // up.
    CapturedStream(qsizetype limit, QObject *parent);

    void append(const char *bytes, qsizetype size);
    void end();

private:
    const qsizetype m_limit;
    QByteArray m_bytes;
    bool m_truncated = false;
    bool m_atEnd = false;
};

} // namespace ga

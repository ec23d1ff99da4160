// SPDX-License-Identifier: Apache-2.0
// CapturedStream: what a program writes to one pipe, up to a limit.
#pragma once

#include "platform/linux/descriptor.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace ga {

class CapturedStream : public QObject
{
    Q_OBJECT

public:
    // `pipe` doesn't block. Beyond `limit` bytes it is read on and what comes is dropped, so that
    // the program isn't held up.
    CapturedStream(Descriptor pipe, qsizetype limit, QObject *parent = nullptr);

    bool isAtEnd() const { return !m_pipe.isValid(); }
    bool isTruncated() const { return m_truncated; }
    QByteArray take(); // Without spare capacity: it may be kept for long.

Q_SIGNALS:
    void ended(); // Every writer has closed the pipe. Sent once, from the event loop.

private:
    void readAvailable();
    void append(const char *bytes, qsizetype size);

    Descriptor m_pipe;
    const qsizetype m_limit;
    QSocketNotifier m_notifier;
    QByteArray m_bytes;
    bool m_truncated = false;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// DescriptorStream: non-blocking bytes both ways on a socket, port or terminal.
#pragma once

#include "channel/write_queue.h"
#include "platform/linux/channel/edge_watch.h"
#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QObject>

#include <array>
#include <memory>

namespace ga {

// All signals come from the event loop, none from inside send(). After close() none follows. A slot
// must not delete the stream: close() it and deleteLater().
class DescriptorStream : public QObject
{
    Q_OBJECT

public:
    // Takes the descriptor over and makes it non-blocking. Error: it can't be polled, as files
    // can't.
    static Result<std::unique_ptr<DescriptorStream>> create(Descriptor descriptor);

    // Writes as much as the other side takes now, and the rest as it reads on. Where nobody is left
    // to read, what waits is dropped.
    void send(const QByteArray &bytes);
    void dropPending();
    qint64 pendingBytes() const { return m_queue.size(); }

    void setReading(bool reading);

    // Whether caughtUp() is also told when the other side opens, although nothing comes from it;
    // what is to be sent then waits for that.
    void setWatchingForPeer(bool watching);

    // Nobody is at the other side now.
    bool hasHungUp() const;

    void close();

Q_SIGNALS:
    void received(const QByteArray &bytes); // At most readSize bytes.
    void caughtUp();                        // All is read, and the other side is there.
    void sent();                            // pendingBytes() became smaller.
    // Nothing more to read: for good on a socket or terminal, until a host comes on a port.
    // `hungUp`: nobody is left to read what is sent, either. On a socket that may come later.
    void ended(bool hungUp);
    void readFailed(int errorNumber);
    void writeFailed(int errorNumber); // What waited is dropped.

private:
    static constexpr std::size_t readSize = 64 * 1024;

    DescriptorStream(Descriptor descriptor, std::unique_ptr<EdgeWatch> watch);
    void handleEvents(quint32 events);
    void pump();
    void pumpLater();
    void flush();
    void writeQueued();
    void readQueued();
    void handleReadError(int errorNumber);
    void handleWriteError(int errorNumber);
    void setWriteBlocked(bool blocked);
    void updateWatch();

    Descriptor m_descriptor;
    std::unique_ptr<EdgeWatch> m_watch;
    bool m_isSocket;
    WriteQueue m_queue; // Not empty: either blocked, or a pump is queued.
    bool m_writeBlocked = false;
    int m_writeError = 0; // Not told yet.
    std::array<char, readSize> m_buffer;
    bool m_reading = true;
    bool m_readable = false; // As far as known: the last read did not find the end.
    bool m_watchingForPeer = false;
    bool m_pumpQueued = false;
};

} // namespace ga

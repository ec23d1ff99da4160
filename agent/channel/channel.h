// SPDX-License-Identifier: Apache-2.0
// Channel: bytes from the host and bytes to it, whatever carries them.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace ga {

enum class ChannelMethod { VirtioSerial, IsaSerial, UnixListen, VsockListen };

struct ChannelAddress
{
    ChannelMethod method = ChannelMethod::VirtioSerial;
    QString path;                      // Device, socket or "cid:port".
    std::optional<int> inherited;      // A listening descriptor that the service manager passed in; `path` is then ignored.
};

// One host at a time. All signals come from the event loop of the channel's thread, none from inside open() or send().
class Channel : public QObject
{
    Q_OBJECT

public:
    // Opens the device, or begins to listen. May be called again after lost(). Error: "error opening channel 'P': CAUSE".
    virtual Result<Nothing> open() = 0;

    // Queues bytes for the host and sends them as it reads. Without a host they are dropped.
    virtual void send(const QByteArray &bytes) = 0;

    // How many bytes wait for the host to read them.
    virtual qint64 pendingBytes() const = 0;

    // Whether the host's bytes are read at all: off, they stay in the kernel, and a host that sends more is held up.
    virtual void setReading(bool reading) = 0;

Q_SIGNALS:
    void hostConnected();                    // Where the transport can tell: a client was accepted, a port's host side opened.
    void hostDisconnected();                 // What was queued for it is gone.
    void received(const QByteArray &bytes);
    void sent();                             // pendingBytes() became smaller.
    void lost(const QString &reason);        // The device or listener is gone; open() may bring it back.
};

} // namespace ga

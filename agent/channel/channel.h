// SPDX-License-Identifier: Apache-2.0
// Channel: bytes from the host and bytes to it, whatever carries them.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <optional>

namespace ga {

enum class ChannelMethod { VirtioSerial, IsaSerial, UnixListen, VsockListen };

struct ChannelAddress
{
    ChannelMethod method = ChannelMethod::VirtioSerial;
    QString path; // Device, socket or "cid:port".
    // A listening descriptor that the service manager passed in; `path` is then for messages only.
    std::optional<int> inherited;
};

// One host at a time; further ones wait and are served after it. All signals come from the event
// loop of the channel's thread, none from inside a call of open(), send(), setReading() or
// finish(). A slot must not delete the channel (deleteLater() it).
class Channel : public QObject
{
    Q_OBJECT

public:
    // Opens the device, or begins to listen. May be called again after an error or lost().
    // Error: "error opening channel 'P': CAUSE".
    virtual Result<Nothing> open() = 0;

    // Queues bytes for the host, without a copy, and sends them as it reads. Without a host they
    // are dropped.
    virtual void send(const QByteArray &bytes) = 0;

    // How many bytes wait for the host to read them.
    virtual qint64 pendingBytes() const = 0;

    // Whether the host's bytes are read at all (at first: yes): off, they stay in the kernel, and a
    // host that sends more is held up.
    virtual void setReading(bool reading) = 0;

    // The answer to inputEnded(): all replies that this host will get have been given to send().
    // They still go out, then hostDisconnected() follows. Without effect before inputEnded().
    virtual void finish() {}

Q_SIGNALS:
    // A client was accepted, or the host's side of a port was opened; always before its bytes.
    void hostConnected();
    void received(const QByteArray &bytes); // At most 64 KiB.
    // Sockets: the host has shut its sending side down, but still reads. The next one is served
    // only after finish(), or when this one is gone altogether.
    void inputEnded();
    void hostDisconnected(); // What was queued for it is gone.
    void sent();             // pendingBytes() became smaller.
    // The device or listener is gone, and its host was reported as disconnected before.
    // open() may bring it back.
    void lost(const QString &reason);
    void available(); // While not open: the device has appeared, so open() is worth a try now.
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// ListenChannel: hosts that connect to a socket, one after the other.
#pragma once

#include "channel/channel.h"
#include "platform/linux/channel/descriptor_stream.h"
#include "platform/linux/channel/vsock_address.h"
#include "platform/linux/descriptor.h"

#include <QSocketNotifier>
#include <QTimer>

#include <sys/socket.h>

#include <memory>

namespace ga {

// While a host is served no other is accepted: further ones wait in the socket's own bounded queue.
// (QLocalServer accepts all that come, and ends for good when descriptors run short for a moment.)
class ListenChannel : public Channel
{
    Q_OBJECT

public:
    // Who may connect to a socket of the family vsock: its context identifier.
    using Admits = bool (*)(quint32 peerCid);

    explicit ListenChannel(const QString &name, Admits admits = &isHost);
    ~ListenChannel() override;

    Result<Nothing> open() final;
    void send(const QByteArray &bytes) final;
    qint64 pendingBytes() const final { return m_host ? m_host->pendingBytes() : 0; }
    void setReading(bool reading) final;
    void finish() final;

protected:
    static constexpr int backlog = 8; // Hosts that may wait.

    const QString &name() const { return m_name; } // For messages.

private:
    // A listening socket. Error: as of open().
    virtual Result<Descriptor> listen() = 0;

    void acceptHost();
    bool isAdmitted(const sockaddr_storage &peer) const;
    void handleAcceptError(int errorNumber);
    void serve(Descriptor connection);
    void handleEnd(bool hungUp);
    void handleSent();
    void handleWriteError();
    void dropHost();

    QString m_name;
    Admits m_admits;
    Descriptor m_listener;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_shortage; // Runs while accepting waits for descriptors or memory.
    std::unique_ptr<DescriptorStream> m_host;
    bool m_reading = true;
    bool m_inputEnded = false;
    bool m_finishing = false;
};

} // namespace ga

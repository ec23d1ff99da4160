// SPDX-License-Identifier: Apache-2.0
// DeviceChannel: a virtio serial port, a COM port, or a pipe that somebody else serves.
#pragma once

#include "channel/channel.h"
#include "platform/windows/channel/device_watch.h"
#include "platform/windows/channel/host_presence.h"
#include "platform/windows/channel/overlapped_stream.h"

#include <QTimer>

namespace ga {

class DeviceChannel : public Channel
{
    Q_OBJECT

public:
    explicit DeviceChannel(const ChannelAddress &address);
    ~DeviceChannel() override;

    Result<Nothing> open() override;
    void send(const QByteArray &bytes) override;
    qint64 pendingBytes() const override { return m_stream ? m_stream->pendingBytes() : 0; }
    void setReading(bool reading) override;

private:
    Result<Handle> openDevice() const;
    void connectStream();
    void handleReceived(const QByteArray &bytes);
    void handleReadEnd(quint32 error);
    void handleWriteEnd(quint32 error);
    void handleHostChange(bool isConnected);
    void tell(HostPresence::Change change);
    void lose(const QString &cause);

    ChannelAddress m_address;
    DeviceWatch m_watch;
    Handle m_device; // Outlives the stream.
    std::unique_ptr<OverlappedStream> m_stream;
    HostPresence m_host;
    QTimer m_retry;      // Runs while no host is there.
    QTimer m_writeRetry; // Runs while the driver's queue is full.
    bool m_reading = true;
};

} // namespace ga

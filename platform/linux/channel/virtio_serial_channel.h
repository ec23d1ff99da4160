// SPDX-License-Identifier: Apache-2.0
// VirtioSerialChannel: the host's end of a virtio port, or of a terminal that stands for one.
#pragma once

#include "channel/channel.h"
#include "platform/linux/channel/descriptor_stream.h"
#include "platform/linux/channel/path_appearance.h"
#include "platform/linux/descriptor.h"

#include <QTimer>

#include <memory>

namespace ga {

// The kernel's virtio_console tells whether the host's side is open: a read gives 0 where it is
// closed, EAGAIN where it is open and silent, and ENODEV when the port is unplugged. But it learns
// of opening and closing later than of data: the first request of a host may come before the port
// is open, and what a former host's end looks like may be what stood before that.
class VirtioSerialChannel : public Channel
{
    Q_OBJECT

public:
    explicit VirtioSerialChannel(const QString &path);
    ~VirtioSerialChannel() override;

    Result<Nothing> open() override;

    // What open() does with the port that it opened.
    Result<Nothing> attach(Descriptor port);

    void send(const QByteArray &bytes) override;
    qint64 pendingBytes() const override { return m_port ? m_port->pendingBytes() : 0; }
    void setReading(bool reading) override;

private:
    void connectPort();
    void handleReceived(const QByteArray &bytes);
    void setHostPresent(bool present);
    void handleEnd();
    void endDoubt();
    void lose(const QString &cause);

    QString m_path;
    PathAppearance m_appearance;
    std::unique_ptr<DescriptorStream> m_port;
    bool m_isTerminal = false;
    bool m_hostPresent = false;
    bool m_reading = true;
    QTimer m_doubt; // Running: the host seems to be away.
};

} // namespace ga

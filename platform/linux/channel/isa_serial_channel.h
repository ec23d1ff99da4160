// SPDX-License-Identifier: Apache-2.0
// IsaSerialChannel: the host's end of a serial line.
#pragma once

#include "channel/channel.h"
#include "channel/write_queue.h"
#include "platform/linux/channel/path_appearance.h"

#include <QSerialPort>

#include <memory>

namespace ga {

// A line can't tell whether a host listens: it counts as connected while the line is open.
class IsaSerialChannel : public Channel
{
    Q_OBJECT

public:
    explicit IsaSerialChannel(const QString &path);
    ~IsaSerialChannel() override;

    Result<Nothing> open() override;
    void send(const QByteArray &bytes) override;
    qint64 pendingBytes() const override;
    void setReading(bool reading) override;

private:
    Result<Nothing> openPort();
    void connectPort();
    void feedPort();
    void readPort();
    void lose(const QString &cause);

    QString m_path;
    PathAppearance m_appearance;
    std::unique_ptr<QSerialPort> m_port;
    WriteQueue m_queue; // What the port has not been given yet.
    bool m_reading = true;
};

} // namespace ga

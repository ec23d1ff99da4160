// SPDX-License-Identifier: Apache-2.0
// PipeListenChannel: clients of a named pipe, one after the other.
#pragma once

#include "channel/channel.h"
#include "platform/windows/channel/overlapped_stream.h"

namespace ga {

// The method unix-listen, for tests and for `qtga call` in the guest itself. The system and the
// administrators may connect. While one client is served others find the pipe busy.
class PipeListenChannel : public Channel
{
    Q_OBJECT

public:
    // Error: "error parsing address 'P'".
    static Result<std::unique_ptr<Channel>> create(const QString &path);
    ~PipeListenChannel() override;

    Result<Nothing> open() override;
    void send(const QByteArray &bytes) override;
    qint64 pendingBytes() const override { return m_host ? m_host->pendingBytes() : 0; }
    void setReading(bool reading) override;

private:
    explicit PipeListenChannel(const QString &path);

    void listen();
    void serve(quint32 error);
    void handleEnd();
    void lose(quint32 error);

    QString m_path;
    Handle m_pipe; // Outlives what follows.
    std::unique_ptr<OverlappedOperation> m_connecting;
    std::unique_ptr<OverlappedStream> m_host;
    bool m_reading = true;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// ChannelSupervisor: a channel that opens itself again, where that is wanted, after an error or a
// loss.
#pragma once

#include "channel/backoff.h"
#include "channel/channel.h"

#include <QTimer>

#include <memory>

namespace ga {

enum class Recovery {
    None,      // The first error or loss is the last.
    AfterLoss, // Must open at the start, then comes back.
    Always,    // A device may also appear later (--retry-path).
};

// What qemu-ga's option asks for, save that a serial line is never left deaf after a hang-up.
Recovery recoveryFor(ChannelMethod method, bool retryPath);

class ChannelSupervisor : public Channel
{
    Q_OBJECT

public:
    static constexpr Backoff::Delay firstDelay{250};
    static constexpr Backoff::Delay longestDelay{5000};

    ChannelSupervisor(std::unique_ptr<Channel> channel, Recovery recovery,
                      Backoff backoff = {firstDelay, longestDelay});

    // Error: as of Channel::open(), unless the recovery is Always: then it is tried again later.
    Result<Nothing> open() override;

    // How long the next wait will be.
    Backoff::Delay nextDelay() const { return m_backoff.upcoming(); }

    void send(const QByteArray &bytes) override { m_channel->send(bytes); }
    qint64 pendingBytes() const override { return m_channel->pendingBytes(); }
    void setReading(bool reading) override { m_channel->setReading(reading); }
    void finish() override { m_channel->finish(); }

Q_SIGNALS:
    void opened();                       // Also at the start.
    void waiting(const QString &reason); // Not open, tried again later. Once for each new reason.
    void gaveUp(const QString &reason);  // Lost for good; the agent ends with an error.

private:
    void forwardSignals();
    void reportStart(const QString &reason);
    void handleLoss(const QString &reason);
    void handleAvailable();
    void tryAgain();
    void wait(const QString &reason);
    void handleOpened();

    std::unique_ptr<Channel> m_channel;
    Recovery m_recovery;
    Backoff m_backoff;
    QTimer m_timer;
    bool m_waiting = false;
    QString m_reason; // The one that was told last.
};

} // namespace ga

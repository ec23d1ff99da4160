// SPDX-License-Identifier: Apache-2.0
// When a channel is tried again: after a growing delay, and at once when its device appears.
#include "channel/channel_supervisor.h"

namespace ga {

Recovery recoveryFor(ChannelMethod method, bool retryPath)
{
    if (retryPath)
        return Recovery::Always;
    return method == ChannelMethod::IsaSerial ? Recovery::AfterLoss : Recovery::None;
}

ChannelSupervisor::ChannelSupervisor(std::unique_ptr<Channel> channel, Recovery recovery,
                                     Backoff backoff)
    : m_channel(std::move(channel))
    , m_recovery(recovery)
    , m_backoff(backoff)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ChannelSupervisor::tryAgain);
    forwardSignals();
}

void ChannelSupervisor::forwardSignals()
{
    const Channel *inner = m_channel.get();
    connect(inner, &Channel::hostConnected, this, &Channel::hostConnected);
    connect(inner, &Channel::inputEnded, this, &Channel::inputEnded);
    connect(inner, &Channel::hostDisconnected, this, &Channel::hostDisconnected);
    connect(inner, &Channel::sent, this, &Channel::sent);
    connect(inner, &Channel::lost, this, &ChannelSupervisor::handleLoss);
    connect(inner, &Channel::available, this, &ChannelSupervisor::handleAvailable);
    connect(inner, &Channel::received, this, [this](const QByteArray &bytes) {
        // Only bytes prove that the device works: one that opens and hangs up must not spin.
        m_backoff.reset();
        Q_EMIT received(bytes);
    });
}

Result<Nothing> ChannelSupervisor::open()
{
    const auto result = m_channel->open();
    if (!result && m_recovery != Recovery::Always)
        return result;
    m_waiting = !result;
    const QString reason = result ? QString() : result.error().description;
    QMetaObject::invokeMethod(
        this, [this, reason] { reportStart(reason); }, Qt::QueuedConnection);
    return Nothing{};
}

// `reason` is empty where open() succeeded. The channel may have appeared or gone since.
void ChannelSupervisor::reportStart(const QString &reason)
{
    if (reason.isEmpty() && !m_waiting)
        handleOpened();
    else if (!reason.isEmpty() && m_waiting)
        wait(reason);
}

void ChannelSupervisor::handleLoss(const QString &reason)
{
    if (m_recovery != Recovery::None) {
        m_waiting = true;
        return wait(reason);
    }
    Q_EMIT gaveUp(reason);
}

void ChannelSupervisor::handleAvailable()
{
    if (!m_waiting)
        return;
    m_backoff.reset();
    tryAgain();
}

void ChannelSupervisor::tryAgain()
{
    const auto result = m_channel->open();
    if (!result)
        return wait(result.error().description);
    m_waiting = false;
    handleOpened();
}

void ChannelSupervisor::wait(const QString &reason)
{
    m_timer.start(m_backoff.next());
    if (m_reason == reason)
        return;
    m_reason = reason;
    Q_EMIT waiting(reason);
}

void ChannelSupervisor::handleOpened()
{
    m_timer.stop();
    m_reason.clear();
    Q_EMIT opened();
}

} // namespace ga

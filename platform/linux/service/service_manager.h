// SPDX-License-Identifier: Apache-2.0
// ServiceManager: tells systemd, or whoever speaks sd_notify(3), how the agent is.
#pragma once

#include "platform/linux/service/unix_datagram.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace ga {

// What the environment says about the service manager (sd_notify(3), sd_watchdog_enabled(3)).
struct NotifyEnvironment
{
    QByteArray socket; // Empty: nobody listens.
    std::optional<std::chrono::microseconds>
        watchdog; // The agent is killed where it is silent for longer.
};

// From NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, for the process `pid`; they are removed, so
// that a program that the host starts doesn't speak to the service manager as if it were the agent.
NotifyEnvironment takeNotifyEnvironment(qint64 pid);

class ServiceManager : public QObject
{
    Q_OBJECT

public:
    explicit ServiceManager(const NotifyEnvironment &environment);

    void reportReady(); // From now on the watchdog is fed, from the event loop, so that a stuck
                        // loop is found out.
    void reportStopping();
    void reportStatus(const QString &sentence);

private:
    void notify(const QByteArray &text);

    UnixDatagram m_socket;
    QTimer m_watchdog;
};

} // namespace ga

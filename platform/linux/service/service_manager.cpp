// SPDX-License-Identifier: Apache-2.0
// The few messages of sd_notify(3) that the agent sends, without the library for it.
#include "platform/linux/service/service_manager.h"

#include <algorithm>

namespace ga {

NotifyEnvironment takeNotifyEnvironment(qint64 pid)
{
    NotifyEnvironment environment{.socket = qgetenv("NOTIFY_SOCKET")};
    const QByteArray meant = qgetenv("WATCHDOG_PID");
    bool isNumber = false;
    const qint64 limit = qgetenv("WATCHDOG_USEC").toLongLong(&isNumber);
    if (isNumber && limit > 0 && (meant.isEmpty() || meant == QByteArray::number(pid)))
        environment.watchdog = std::chrono::microseconds(limit);
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC"})
        qunsetenv(name);
    return environment;
}

ServiceManager::ServiceManager(const NotifyEnvironment &environment)
    : m_socket(environment.socket)
{
    if (!environment.watchdog)
        return;
    // Half the limit, as sd_watchdog_enabled(3) advises; the timer must not be a coarse one then.
    using std::chrono::milliseconds;
    const auto half = std::chrono::duration_cast<milliseconds>(*environment.watchdog / 2);
    m_watchdog.setTimerType(Qt::PreciseTimer);
    m_watchdog.setInterval(std::clamp(half, milliseconds(1), milliseconds(std::chrono::hours(1))));
    connect(&m_watchdog, &QTimer::timeout, this, [this] { notify("WATCHDOG=1"); });
}

void ServiceManager::reportReady()
{
    notify("READY=1");
    if (m_watchdog.interval() > 0)
        m_watchdog.start();
}

void ServiceManager::reportStopping()
{
    notify("STOPPING=1");
}

void ServiceManager::reportStatus(const QString &sentence)
{
    notify("STATUS=" + sentence.simplified().toUtf8());
}

void ServiceManager::notify(const QByteArray &text)
{
    m_socket.send(text); // A service manager that is gone is none of the agent's trouble.
}

} // namespace ga

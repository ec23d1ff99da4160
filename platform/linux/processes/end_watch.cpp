// SPDX-License-Identifier: Apache-2.0
// pidfd_open(2) and waitpid(2).
#include "platform/linux/processes/end_watch.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace ga {

using namespace std::chrono_literals;

EndWatch::EndWatch(pid_t pid, QObject *parent)
    : EndWatch(pid, Method::PidDescriptor, parent)
{}

EndWatch::EndWatch(pid_t pid, Method method, QObject *parent)
    : QObject(parent)
    , m_pid(pid)
{
    if (method == Method::PidDescriptor)
        m_pidDescriptor = Descriptor(int(::syscall(SYS_pidfd_open, pid, 0)));
    if (m_pidDescriptor.isValid()) {
        m_notifier.emplace(m_pidDescriptor.number(), QSocketNotifier::Read);
        connect(&*m_notifier, &QSocketNotifier::activated, this, &EndWatch::tryReap);
    } else {
        connect(&m_pollTimer, &QTimer::timeout, this, &EndWatch::tryReap);
        m_pollTimer.start(100ms);
    }
}

void EndWatch::tryReap()
{
    int status = 0;
    const pid_t reaped = ::waitpid(m_pid, &status, WNOHANG);
    if (reaped == 0 || (reaped < 0 && errno == EINTR))
        return;
    if (m_notifier)
        m_notifier->setEnabled(false);
    m_pollTimer.stop();
    Q_EMIT ended(reaped == m_pid ? std::optional(status) : std::nullopt);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// EndWatch: waits for the end of one child process, and for no other.
#pragma once

#include "platform/linux/descriptor.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <sys/types.h>

#include <optional>

namespace ga {

class EndWatch : public QObject
{
    Q_OBJECT

public:
    // A pidfd where the kernel has them (from 5.3 on), else a look ten times a second.
    explicit EndWatch(pid_t pid, QObject *parent = nullptr);

    enum class Method { PidDescriptor, Polling };
    EndWatch(pid_t pid, Method method, QObject *parent);

Q_SIGNALS:
    // Sent once, from the event loop. The child was reaped: the status is that of waitpid(2), or
    // nothing where somebody else reaped it before.
    void ended(std::optional<int> waitStatus);

private:
    void tryReap();

    const pid_t m_pid;
    Descriptor m_pidDescriptor;
    std::optional<QSocketNotifier> m_notifier;
    QTimer m_pollTimer;
};

} // namespace ga

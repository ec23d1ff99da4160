// SPDX-License-Identifier: Apache-2.0
// Starts service_probe, and adopts the daemons that it leaves, so that none outlives a test.
#pragma once

#include <QProcess>

#include <sys/prctl.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>

namespace ga::test {

class AdoptedDaemons
{
public:
    AdoptedDaemons() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }
    ~AdoptedDaemons()
    {
        if (m_pid > 0)
            wait(SIGKILL);
    }

    void adopt(qint64 pid) { m_pid = pid_t(pid); }

    // Sends `signal` (0: none) and waits until the daemon is gone; returns its exit code, -1 where
    // a signal ended it.
    int wait(int signal = 0)
    {
        if (signal)
            ::kill(m_pid, signal);
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t m_pid = 0;
};

struct ProbeRun
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

inline ProbeRun runProbe(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(SERVICE_PROBE), arguments);
    if (!process.waitForFinished())
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace ga::test

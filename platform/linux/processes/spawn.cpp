// SPDX-License-Identifier: Apache-2.0
// Between fork and exec only what is async-signal-safe: other threads may have held any lock.
#include "platform/linux/processes/spawn.h"

#include "platform/linux/processes/close_on_exec.h"
#include "platform/linux/processes/stream_pipe.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace ga {

namespace {

void resetSignals()
{
    struct sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        ::sigaction(number, &standard, nullptr); // Fails for those that can't be changed.
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

bool setStandardStreams(const StandardStreams &streams)
{
    return ::dup2(streams.input, STDIN_FILENO) >= 0 && ::dup2(streams.output, STDOUT_FILENO) >= 0 &&
           ::dup2(streams.error, STDERR_FILENO) >= 0;
}

[[noreturn]] void runChild(ExecPlan &plan, const StandardStreams &streams, int report)
{
    int error = 0;
    if (setStandardStreams(streams)) {
        closeOnExecFrom(STDERR_FILENO + 1); // The report too: that it closes is the good news.
        resetSignals();
        error = plan.execute();
    } else {
        error = errno;
    }
    [[maybe_unused]] const ssize_t sent = ::write(report, &error, sizeof error);
    ::_exit(127);
}

// All signals are blocked meanwhile: a handler of the agent must not run in the child.
pid_t forkWithSignalsBlocked(ExecPlan &plan, const StandardStreams &streams, int report)
{
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t pid = ::fork();
    if (pid == 0)
        runChild(plan, streams, report);
    const int error = errno;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return pid;
}

// The errno that the child reports, or 0 when the pipe closes without a word: it was executed.
int readReport(int report)
{
    int error = 0;
    ssize_t got;
    do
        got = ::read(report, &error, sizeof error);
    while (got < 0 && errno == EINTR);
    return got == ssize_t(sizeof error) ? error : 0;
}

void reap(pid_t pid)
{
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR)
        continue;
}

} // namespace

int spawn(ExecPlan &plan, const StandardStreams &streams, pid_t *pid)
{
    auto report = StreamPipe::create();
    if (!report)
        return report.error().systemError;
    *pid = forkWithSignalsBlocked(plan, streams, report->writeEnd.number());
    if (*pid < 0)
        return errno;
    report->writeEnd.reset();
    const int error = readReport(report->readEnd.number());
    if (error)
        reap(*pid);
    return error;
}

} // namespace ga

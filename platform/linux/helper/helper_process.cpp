// SPDX-License-Identifier: Apache-2.0
// Collects what a helper writes and waits for its end.
#include "platform/linux/helper/helper_process.h"

#include "platform/linux/helper/spawn.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>

namespace ga {

namespace {

constexpr qsizetype outputLimit = 64 * 1024;
constexpr int pipeCapacity = 64 * 1024;            // pipe(7)
constexpr std::chrono::milliseconds lookAgain(20); // Where the kernel has no pidfd.

// Mostly a moment. One that waits for a dead disk ends when that answers.
constexpr std::chrono::seconds killPatience(2);

Descriptor openWatch(pid_t pid)
{
    return Descriptor(int(::syscall(SYS_pidfd_open, pid, 0)));
}

std::optional<int> reap(pid_t pid, int options)
{
    int status = 0;
    pid_t reaped = 0;
    do {
        reaped = ::waitpid(pid, &status, options);
    } while (reaped < 0 && errno == EINTR);
    if (reaped == 0)
        return std::nullopt;
    // Where somebody else reaped it (SIGCHLD ignored, say) its end is unknown: no success then, but
    // "killed".
    return reaped == pid ? status : SIGKILL;
}

void reapInTheEnd(pid_t pid)
{
    try {
        std::thread([pid] { reap(pid, 0); }).detach();
    } catch (const std::system_error &) {
        // What is left of it is one entry in the table of processes, until the agent ends.
    }
}

} // namespace

Result<HelperProcess> HelperProcess::start(const HelperRequest &request)
{
    auto pipes = HelperPipes::create(request.input);
    if (!pipes)
        return fail(std::move(pipes).error());
    HelperProcess process;
    process.m_startError = spawnInOwnSession(request.argv, *pipes, &process.m_pid);
    if (process.m_startError == 0) {
        process.m_watch = openWatch(process.m_pid);
        process.m_output = std::move(pipes->outputReader);
    }
    return process;
}

HelperOutcome HelperProcess::finish(std::chrono::milliseconds deadline)
{
    if (m_startError != 0)
        return {HelperEnd::NotStarted, m_startError, {}};
    const auto status = waitForEnd(std::chrono::steady_clock::now() + deadline);
    return status ? outcome(*status) : kill();
}

std::optional<int> HelperProcess::waitForEnd(Instant end)
{
    for (;;) {
        waitForNews(end);
        readOutput();
        if (const auto status = reap(m_pid, WNOHANG)) {
            readOutput();
            return status;
        }
        if (std::chrono::steady_clock::now() >= end)
            return std::nullopt;
    }
}

void HelperProcess::waitForNews(Instant end) const
{
    const auto left = end - std::chrono::steady_clock::now();
    auto wait =
        std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0));
    if (!m_watch.isValid())
        wait = std::min(wait, lookAgain);
    wait =
        std::min<std::chrono::milliseconds>(wait, std::chrono::hours(1)); // poll() counts in int.
    pollfd watched[] = {{m_watch.number(), POLLIN, 0}, {m_output.number(), POLLIN, 0}};
    ::poll(watched, std::size(watched), int(wait.count()));
}

// Reads at most what a pipe can hold, so that a program that never stops writing can't keep it
// here; and once the program has ended, that is all that it can have left behind. What goes beyond
// the limit is read and dropped.
void HelperProcess::readOutput()
{
    char chunk[4096];
    for (int total = 0; m_output.isValid() && total < pipeCapacity;) {
        const ssize_t count = ::read(m_output.number(), chunk, sizeof chunk);
        if (count > 0) {
            m_collected.append(chunk, std::min<qsizetype>(count, outputLimit - m_collected.size()));
            total += int(count);
        } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
            m_output.reset();
        } else if (errno == EAGAIN) {
            return;
        }
    }
}

HelperOutcome HelperProcess::outcome(int status) const
{
    if (WIFEXITED(status))
        return {HelperEnd::Exited, WEXITSTATUS(status), m_collected};
    return {HelperEnd::Signalled, WTERMSIG(status), m_collected};
}

HelperOutcome HelperProcess::kill()
{
    ::kill(-m_pid, SIGKILL);
    if (waitForEnd(std::chrono::steady_clock::now() + killPatience))
        return {HelperEnd::Overdue, SIGKILL, m_collected};
    reapInTheEnd(m_pid);
    return {HelperEnd::Overdue, 0, m_collected};
}

} // namespace ga

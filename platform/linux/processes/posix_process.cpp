// SPDX-License-Identifier: Apache-2.0
// Its exit code is known once it was reaped.
#include "platform/linux/processes/posix_process.h"

#include "platform/linux/processes/captured_pipe.h"
#include "platform/linux/processes/end_watch.h"
#include "platform/linux/processes/input_feed.h"

#include <QLoggingCategory>

#include <sys/wait.h>

#include <utility>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(logProcesses, "ga.processes")

CapturedPipe *captured(Descriptor pipe)
{
    if (!pipe.isValid())
        return nullptr;
    return new CapturedPipe(std::move(pipe), GuestProcess::captureLimit, nullptr);
}

} // namespace

PosixProcess::PosixProcess(pid_t pid, ProcessPipes pipes, const QByteArray &input)
    : m_pid(pid)
    , m_pipes(std::move(pipes))
    , m_input(input)
{}

void PosixProcess::watch()
{
    if (m_pipes.input.isValid())
        new InputFeed(std::move(m_pipes.input), std::exchange(m_input, {}), this);
    capture(captured(std::move(m_pipes.output)), captured(std::move(m_pipes.error)));
    auto *end = new EndWatch(m_pid, this);
    connect(end, &EndWatch::ended, this, &PosixProcess::reaped);
}

void PosixProcess::reaped(std::optional<int> waitStatus)
{
    if (waitStatus && WIFSIGNALED(*waitStatus))
        return setEnded({}, WTERMSIG(*waitStatus));
    if (waitStatus)
        return setEnded(WEXITSTATUS(*waitStatus), {});
    qCWarning(logProcesses, "process %d was reaped by somebody else: its exit code is lost", m_pid);
    setEnded({}, {});
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Has ended when it was reaped and nobody holds its captured pipes any more.
#include "platform/linux/processes/posix_process.h"

#include "platform/linux/processes/captured_stream.h"
#include "platform/linux/processes/end_watch.h"
#include "platform/linux/processes/input_feed.h"

#include <QLoggingCategory>

#include <sys/wait.h>

#include <utility>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(logProcesses, "ga.processes")

bool isOpen(const CapturedStream *stream)
{
    return stream && !stream->isAtEnd();
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
    m_output = capture(std::move(m_pipes.output));
    m_error = capture(std::move(m_pipes.error));
    auto *end = new EndWatch(m_pid, this);
    connect(end, &EndWatch::ended, this, &PosixProcess::reaped);
}

CapturedStream *PosixProcess::capture(Descriptor pipe)
{
    if (!pipe.isValid())
        return nullptr;
    auto *stream = new CapturedStream(std::move(pipe), captureLimit, this);
    connect(stream, &CapturedStream::ended, this, &PosixProcess::finishIfEnded);
    return stream;
}

void PosixProcess::reaped(std::optional<int> waitStatus)
{
    m_reaped = true;
    if (!waitStatus)
        qCWarning(logProcesses, "process %d was reaped by somebody else: its exit code is lost",
                  m_pid);
    else if (WIFSIGNALED(*waitStatus))
        m_outcome.signal = WTERMSIG(*waitStatus);
    else
        m_outcome.exitCode = WEXITSTATUS(*waitStatus);
    finishIfEnded();
}

void PosixProcess::finishIfEnded()
{
    if (!m_reaped || isOpen(m_output) || isOpen(m_error))
        return;
    if (m_output) {
        m_outcome.out = m_output->take();
        m_outcome.outTruncated = m_output->isTruncated();
    }
    if (m_error) {
        m_outcome.err = m_error->take();
        m_outcome.errTruncated = m_error->isTruncated();
    }
    Q_EMIT finished(std::exchange(m_outcome, {}));
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Has ended when its process has and nobody holds its captured pipes any more.
#include "platform/windows/processes/windows_process.h"

#include "platform/windows/processes/captured_output.h"
#include "platform/windows/processes/input_feed.h"

#include <utility>

namespace ga {

namespace {

// Where Windows' exceptions begin (STATUS_SEVERITY_ERROR, ntstatus.h): what a program that crashed
// has for an exit code. The protocol tells it as a signal.
constexpr DWORD firstException = 0xc0000000;

bool isOpen(const CapturedOutput *stream)
{
    return stream && !stream->isAtEnd();
}

} // namespace

WindowsProcess::WindowsProcess(StartedProcess started, ProcessPipes pipes, const QByteArray &input)
    : m_started(std::move(started))
    , m_pipes(std::move(pipes))
    , m_input(input)
{}

void WindowsProcess::watch()
{
    if (m_pipes.input.isValid())
        new InputFeed(std::move(m_pipes.input), std::exchange(m_input, {}), this);
    m_output = capture(std::move(m_pipes.output));
    m_error = capture(std::move(m_pipes.error));
    m_end = std::make_unique<QWinEventNotifier>(m_started.process.get());
    connect(m_end.get(), &QWinEventNotifier::activated, this, &WindowsProcess::handleEnd);
}

CapturedOutput *WindowsProcess::capture(Handle pipe)
{
    if (!pipe.isValid())
        return nullptr;
    auto *stream = new CapturedOutput(std::move(pipe), captureLimit, this);
    connect(stream, &CapturedOutput::ended, this, &WindowsProcess::finishIfEnded);
    return stream;
}

void WindowsProcess::handleEnd()
{
    m_end->setEnabled(false); // It stays signalled.
    DWORD code = 0;
    ::GetExitCodeProcess(m_started.process.get(), &code);
    if (code >= firstException)
        m_outcome.signal = code;
    else
        m_outcome.exitCode = code;
    m_hasEnded = true;
    finishIfEnded();
}

void WindowsProcess::finishIfEnded()
{
    if (!m_hasEnded || isOpen(m_output) || isOpen(m_error))
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

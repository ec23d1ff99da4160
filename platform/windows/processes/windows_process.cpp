// SPDX-License-Identifier: Apache-2.0
// Its exit code is known once its handle is signalled.
#include "platform/windows/processes/windows_process.h"

#include "platform/windows/processes/captured_pipe.h"
#include "platform/windows/processes/input_feed.h"

#include <utility>

namespace ga {

namespace {

// Where Windows' exceptions begin (STATUS_SEVERITY_ERROR, ntstatus.h): what a program that crashed
// has for an exit code. The protocol tells it as a signal.
constexpr DWORD firstException = 0xc0000000;

CapturedPipe *captured(Handle pipe)
{
    if (!pipe.isValid())
        return nullptr;
    return new CapturedPipe(std::move(pipe), GuestProcess::captureLimit, nullptr);
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
    capture(captured(std::move(m_pipes.output)), captured(std::move(m_pipes.error)));
    m_end = std::make_unique<QWinEventNotifier>(m_started.process.get());
    connect(m_end.get(), &QWinEventNotifier::activated, this, &WindowsProcess::handleEnd);
}

void WindowsProcess::handleEnd()
{
    m_end->setEnabled(false); // It stays signalled.
    DWORD code = 0;
    ::GetExitCodeProcess(m_started.process.get(), &code);
    if (code >= firstException)
        setEnded({}, code);
    else
        setEnded(code, {});
}

} // namespace ga

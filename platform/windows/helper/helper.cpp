// SPDX-License-Identifier: Apache-2.0
// Starts it as programs of the host's are started: with three handles, and none that another thread
// has for a program of its own.
#include "platform/windows/helper/helper.h"

#include "platform/windows/processes/create_process.h"
#include "platform/windows/processes/stream_pipe.h"
#include "platform/windows/system/command_line_words.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/windows_error.h"

#include <QDeadlineTimer>

#include <array>

namespace ga {

namespace {

DWORD remaining(const QDeadlineTimer &deadline)
{
    return DWORD(deadline.remainingTime());
}

// One read after the other from an overlapped pipe.
class Output
{
public:
    explicit Output(Handle pipe)
        : m_pipe(std::move(pipe))
        , m_event(::CreateEventW(nullptr, TRUE, FALSE, nullptr))
    {}
    ~Output()
    {
        if (!m_isUnderWay)
            return;
        DWORD count = 0;
        ::CancelIoEx(m_pipe.get(), &m_overlapped);
        ::GetOverlappedResult(m_pipe.get(), &m_overlapped, &count, TRUE);
    }
    Q_DISABLE_COPY_MOVE(Output)

    // Set when a read has ended, and after the last.
    HANDLE event() const { return m_event.get(); }

    void begin()
    {
        m_overlapped = {};
        m_overlapped.hEvent = m_event.get();
        ::ResetEvent(m_event.get());
        m_isUnderWay = ::ReadFile(m_pipe.get(), m_buffer.data(), DWORD(m_buffer.size()), nullptr,
                                  &m_overlapped) ||
                       ::GetLastError() == ERROR_IO_PENDING;
        if (!m_isUnderWay)
            ::SetEvent(m_event.get());
    }

    // After event(). False where there is nothing more to come.
    bool take()
    {
        DWORD count = 0;
        if (!m_isUnderWay || !::GetOverlappedResult(m_pipe.get(), &m_overlapped, &count, FALSE))
            return m_isUnderWay = false;
        m_bytes.append(m_buffer.data(), qsizetype(count));
        begin();
        return true;
    }

    QByteArray bytes() const { return m_bytes; }

private:
    Handle m_pipe;
    Handle m_event;
    OVERLAPPED m_overlapped = {};
    std::array<char, 4096> m_buffer = {};
    bool m_isUnderWay = false;
    QByteArray m_bytes;
};

// A program of its own that outlives it may have the pipe: what comes after its end is not waited
// for.
bool waitForEnd(Output &output, const Handle &process, const QDeadlineTimer &deadline)
{
    const std::array<HANDLE, 2> both{output.event(), process.get()};
    output.begin();
    while (true) {
        const DWORD woken =
            ::WaitForMultipleObjects(DWORD(both.size()), both.data(), FALSE, remaining(deadline));
        if (woken == WAIT_OBJECT_0 + 1) {
            while (::WaitForSingleObject(output.event(), 0) == WAIT_OBJECT_0 && output.take()) {
            }
            return true;
        }
        if (woken != WAIT_OBJECT_0)
            return false;
        if (!output.take())
            return ::WaitForSingleObject(process.get(), remaining(deadline)) == WAIT_OBJECT_0;
    }
}

struct Started
{
    StartedProcess process;
    Handle output;
};

Result<Started> start(const QString &program, const QStringList &arguments)
{
    auto pipe = StreamPipe::create(StreamPipe::Direction::FromProgram);
    if (!pipe)
        return fail(std::move(pipe).error());
    const auto null = openNullDevice();
    if (!null)
        return fail(null.error());
    // By its whole path: nothing else of this name is to be found first.
    const ProgramCall call{systemFolder() + u'\\' + program,
                           commandLineOf(QStringList(program) + arguments)};
    Started started;
    const HANDLE output = pipe->childs.get();
    if (const DWORD error =
            createProcess(call, std::nullopt, {null->get(), output, output}, started.process))
        return fail(windowsErrorText(error));
    started.output = std::move(pipe->ours);
    return started;
}

} // namespace

Result<HelperOutcome> runHelper(const QString &program, const QStringList &arguments,
                                std::chrono::milliseconds patience)
{
    auto started = start(program, arguments);
    if (!started)
        return fail(
            QStringLiteral("failed to run %1: %2").arg(program, started.error().description));
    const Handle process = std::move(started->process.process);
    Output output(std::move(started->output));
    if (!waitForEnd(output, process, QDeadlineTimer(patience))) {
        ::TerminateProcess(process.get(), 1);
        return fail(QStringLiteral("%1 did not end in time").arg(program));
    }
    DWORD exitCode = 0;
    ::GetExitCodeProcess(process.get(), &exitCode);
    return HelperOutcome{exitCode, output.bytes()};
}

} // namespace ga

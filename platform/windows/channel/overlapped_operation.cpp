// SPDX-License-Identifier: Apache-2.0
// Overlapped operations, whose events the event loop waits for.
#include "platform/windows/channel/overlapped_operation.h"

#include <utility>

namespace ga {

namespace {

constexpr DWORD cancelPatience = 2000; // Milliseconds.

} // namespace

OverlappedOperation::OverlappedOperation(HANDLE device)
    : m_device(device)
    , m_state(std::make_unique<State>())
{
    m_state->event = Handle(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
    m_notifier.setHandle(m_state->event.get());
    m_notifier.setEnabled(true);
    connect(&m_notifier, &QWinEventNotifier::activated, this, &OverlappedOperation::handleEvent);
}

OverlappedOperation::~OverlappedOperation()
{
    end();
}

void OverlappedOperation::end()
{
    m_notifier.setEnabled(false);
    if (!std::exchange(m_isUnderWay, false))
        return;
    ::CancelIoEx(m_device, &m_state->overlapped);
    while (!HasOverlappedIoCompleted(&m_state->overlapped)) {
        if (::WaitForSingleObject(m_state->event.get(), cancelPatience) != WAIT_OBJECT_0) {
            // A driver that doesn't cancel would write to what was freed: it keeps the memory.
            static_cast<void>(m_state.release());
            return;
        }
        ::ResetEvent(m_state->event.get());
    }
}

void OverlappedOperation::prepare()
{
    m_state->overlapped = {};
    m_state->overlapped.hEvent = m_state->event.get();
    ::ResetEvent(m_state->event.get());
}

DWORD OverlappedOperation::begun(BOOL isDone)
{
    const DWORD error = isDone ? DWORD(ERROR_SUCCESS) : ::GetLastError();
    m_isUnderWay = error == ERROR_SUCCESS || error == ERROR_IO_PENDING;
    return m_isUnderWay ? DWORD(ERROR_SUCCESS) : error;
}

DWORD OverlappedOperation::read(qsizetype limit)
{
    prepare();
    m_state->buffer.resize(limit);
    return begun(::ReadFile(m_device, m_state->buffer.data(), DWORD(limit), nullptr,
                            &m_state->overlapped));
}

DWORD OverlappedOperation::write(QByteArrayView bytes)
{
    prepare();
    m_state->buffer = bytes.toByteArray();
    return begun(::WriteFile(m_device, m_state->buffer.constData(), DWORD(bytes.size()), nullptr,
                             &m_state->overlapped));
}

DWORD OverlappedOperation::connectPipe()
{
    prepare();
    m_state->buffer.clear();
    const BOOL isDone = ::ConnectNamedPipe(m_device, &m_state->overlapped);
    if (isDone || ::GetLastError() != ERROR_PIPE_CONNECTED)
        return begun(isDone);
    // A client was faster: it counts as one that has just come. Windows has written no result.
    m_isUnderWay = true;
    m_state->overlapped.Internal = 0; // STATUS_SUCCESS
    ::SetEvent(m_state->event.get());
    return ERROR_SUCCESS;
}

// Windows writes the result first and sets the event then: an event may also come after its result
// was seen, and belong to nothing.
void OverlappedOperation::handleEvent()
{
    ::ResetEvent(m_state->event.get()); // Before the look: what ends after it sets it again.
    if (!m_isUnderWay)
        return;
    DWORD count = 0;
    DWORD error = ERROR_SUCCESS;
    if (!::GetOverlappedResult(m_device, &m_state->overlapped, &count, FALSE))
        error = ::GetLastError();
    if (error == ERROR_IO_INCOMPLETE)
        return;
    m_isUnderWay = false;
    Q_EMIT finished(error, m_state->buffer.first(qMin(qsizetype(count), m_state->buffer.size())));
}

} // namespace ga

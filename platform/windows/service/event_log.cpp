// SPDX-License-Identifier: Apache-2.0
// Writes events to the Windows Event Log; a message file in this program gives them their text.
#include "platform/api/event_log.h"
#include "platform/windows/service/service_names.h"
#include "platform/windows/system/wide_string.h"

#include <windows.h>

namespace ga {

namespace {

constexpr DWORD messageId = 1; // "%1", as qemu-ga's.

class WindowsEventLog : public EventLog
{
public:
    WindowsEventLog()
        : m_source(::RegisterEventSourceW(nullptr, wide(eventSourceName())))
    {}
    WindowsEventLog(const WindowsEventLog &) = delete;
    WindowsEventLog &operator=(const WindowsEventLog &) = delete;
    ~WindowsEventLog() override
    {
        if (m_source)
            ::DeregisterEventSource(m_source);
    }

    void write(const QString &line) override
    {
        const wchar_t *texts[] = {wide(line)};
        if (m_source)
            ::ReportEventW(m_source, EVENTLOG_INFORMATION_TYPE, 0, messageId, nullptr, 1, 0, texts,
                           nullptr);
    }

private:
    HANDLE m_source;
};

} // namespace

std::unique_ptr<EventLog> createEventLog(const QString &)
{
    return std::make_unique<WindowsEventLog>();
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Records of the audit in the Windows Event Log, with their fields as a second text.
#include "platform/api/audit_log.h"
#include "platform/windows/service/service_names.h"
#include "platform/windows/system/wide_string.h"

#include <windows.h>

namespace ga {

namespace {

constexpr DWORD messageId = 1; // "%1": the message; the fields are in the event's data.

class EventAuditLog : public AuditLog
{
public:
    EventAuditLog()
        : m_source(::RegisterEventSourceW(nullptr, wide(eventSourceName())))
    {}
    EventAuditLog(const EventAuditLog &) = delete;
    EventAuditLog &operator=(const EventAuditLog &) = delete;
    ~EventAuditLog() override
    {
        if (m_source)
            ::DeregisterEventSource(m_source);
    }

    bool write(const QString &message, bool isWarning, const QList<LogField> &fields) override
    {
        QString rest;
        for (const LogField &field : fields)
            rest += QLatin1StringView(field.name) + u'=' + field.value + u'\n';
        const wchar_t *texts[] = {wide(message), wide(rest)};
        const WORD type = isWarning ? EVENTLOG_WARNING_TYPE : EVENTLOG_INFORMATION_TYPE;
        return m_source &&
               ::ReportEventW(m_source, type, 0, messageId, nullptr, 2, 0, texts, nullptr);
    }

private:
    HANDLE m_source;
};

} // namespace

std::unique_ptr<AuditLog> createAuditLog(const QString &)
{
    return std::make_unique<EventAuditLog>();
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Gathers alike records.
#include "policy/audit_trail.h"

#include "policy/request_report.h"

#include <utility>

namespace ga {

namespace {

constexpr std::chrono::seconds gathering{2};

bool areAlike(const AuditRecord &one, const AuditRecord &other)
{
    return one.command == other.command && one.channel == other.channel &&
           one.subject == other.subject && one.outcome == other.outcome &&
           one.reason == other.reason;
}

} // namespace

AuditTrail::AuditTrail(QString channel, Clock clock)
    : m_channel(std::move(channel))
    , m_clock(std::move(clock))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(gathering);
    connect(&m_timer, &QTimer::timeout, this, &AuditTrail::flush);
}

AuditTrail::~AuditTrail() = default;

void AuditTrail::note(const RequestReport &report)
{
    if (!isAudited(report))
        return;
    AuditRecord record = auditRecord(report, m_clock());
    record.channel = m_channel;
    take(std::move(record));
}

void AuditTrail::noteOwner(const Command &command, const Error *error,
                           std::chrono::milliseconds duration)
{
    AuditRecord record = auditRecord({Request(), &command, error, duration}, m_clock());
    record.channel = QStringLiteral("owner");
    take(std::move(record));
}

void AuditTrail::take(AuditRecord record)
{
    if (!m_last || !areAlike(*m_last, record)) {
        flush();
        m_last = record;
        tell(std::move(record));
        m_timer.start();
    } else if (m_alike) {
        ++m_alike->times;
        m_alike->duration += record.duration;
    } else {
        m_alike = std::move(record);
        if (!m_timer.isActive())
            m_timer.start();
    }
}

void AuditTrail::flush()
{
    m_timer.stop();
    if (auto alike = std::exchange(m_alike, std::nullopt)) {
        tell(*std::move(alike));
        m_timer.start();
    } else {
        m_last.reset(); // A row has ended: the next of its kind is told at once again.
    }
}

void AuditTrail::tell(AuditRecord record)
{
    record.number = ++m_number;
    Q_EMIT recorded(record);
}

} // namespace ga

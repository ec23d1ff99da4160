// SPDX-License-Identifier: Apache-2.0
// Gathers alike records.
#include "policy/audit_trail.h"

#include "policy/request_report.h"

#include <utility>

namespace ga {

namespace {

constexpr std::chrono::seconds gathering{2};
constexpr std::chrono::minutes minute{1};

bool areAlike(const AuditRecord &one, const AuditRecord &other)
{
    return one.command == other.command && one.channel == other.channel &&
           one.subject == other.subject && one.outcome == other.outcome &&
           one.reason == other.reason && one.rule == other.rule;
}

} // namespace

AuditTrail::AuditTrail(QString channel, Clock clock)
    : m_channel(std::move(channel))
    , m_clock(std::move(clock))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(gathering);
    connect(&m_timer, &QTimer::timeout, this, &AuditTrail::endRow);
    m_minute.setSingleShot(true);
    m_minute.setInterval(minute);
    connect(&m_minute, &QTimer::timeout, this, &AuditTrail::endMinute);
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
    record.channel = ownersChannel();
    take(std::move(record));
}

void AuditTrail::noteAgent(const Command &command, const QString &reason, const Error *error)
{
    AuditRecord record = auditRecord({Request(), &command, error}, m_clock());
    record.channel = QStringLiteral("agent");
    record.reason = error ? reason + QStringLiteral(": ") + *record.reason : reason;
    take(std::move(record));
}

void AuditTrail::take(AuditRecord record)
{
    if (!m_last || !areAlike(*m_last, record)) {
        endRow();
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
    endRow();
    endMinute();
}

void AuditTrail::endRow()
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
    if (isTooMuch(record))
        gatherExcess(record);
    else
        send(std::move(record));
}

bool AuditTrail::isTooMuch(const AuditRecord &record)
{
    if (record.outcome == ActivityOutcome::Ok)
        return false;
    if (!m_minute.isActive())
        m_minute.start();
    return ++m_troubles > troubleLimit;
}

void AuditTrail::gatherExcess(const AuditRecord &record)
{
    const auto [place, isFirst] = m_excess.try_emplace({record.command, record.outcome}, record);
    if (isFirst) {
        place->second.subject.reset();
        place->second.rule.reset();
        place->second.reason = QStringLiteral("too many in a minute to be told one by one");
    } else {
        place->second.times += record.times;
        place->second.duration += record.duration;
    }
}

void AuditTrail::endMinute()
{
    m_minute.stop();
    m_troubles = 0;
    for (auto &[key, record] : std::exchange(m_excess, {}))
        send(std::move(record));
}

void AuditTrail::send(AuditRecord record)
{
    record.number = ++m_number;
    Q_EMIT recorded(record);
}

} // namespace ga

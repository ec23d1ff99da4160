// SPDX-License-Identifier: Apache-2.0
// AuditTrail: turns reports of requests into records, and alike ones in a row into one.
#pragma once

#include "policy/audit_record.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>

namespace ga {

struct Command;

// A host that copies a file asks thousands of times for the same: the first of a row is told at
// once, the rest together, when something else comes or two seconds are over.
class AuditTrail : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<qint64()>; // Milliseconds since 1970.

    AuditTrail(QString channel, Clock clock);
    ~AuditTrail() override;

    void note(const RequestReport &report);

    // What the guest's owner did by the tool; `command` is the one that does the same.
    void noteOwner(const Command &command, const Error *error, std::chrono::milliseconds duration);

    // What the agent did of itself, and why.
    void noteAgent(const Command &command, const QString &reason, const Error *error);

    // What was refused or failed costs the host nothing, and must not push out of the audit what
    // was done: so many a minute are told, and the rest of each command together when it is over.
    static constexpr int troubleLimit = 60;

    void flush(); // Tells all that was gathered.

Q_SIGNALS:
    void recorded(const ga::AuditRecord &record);

private:
    void take(AuditRecord record);
    void endRow();
    void tell(AuditRecord record);
    bool isTooMuch(const AuditRecord &record);
    void gatherExcess(const AuditRecord &record);
    void endMinute();
    void send(AuditRecord record);

    const QString m_channel;
    const Clock m_clock;
    qint64 m_number = 0;
    std::optional<AuditRecord> m_last;  // The one that was told.
    std::optional<AuditRecord> m_alike; // What came after it and is alike.
    QTimer m_timer;
    int m_troubles = 0; // Told in this minute.
    std::map<std::pair<QString, ActivityOutcome>, AuditRecord> m_excess;
    QTimer m_minute;
};

} // namespace ga

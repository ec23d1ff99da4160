// SPDX-License-Identifier: Apache-2.0
// AuditRecord: one line of the audit.
#pragma once

#include "commands/risk.h"
#include "commands/rule_reference.h"
#include "policy/activity_outcome.h"
#include "protocol/codec.h"

namespace ga {

struct RequestReport;

// Never a password, a file's contents, a program's arguments or its environment.
struct AuditRecord
{
    qint64 number = 0;
    qint64 time = 0;
    QString command;
    Risk risk = Risk::Observe;
    QString channel;
    std::optional<QString> subject;
    ActivityOutcome outcome = ActivityOutcome::Ok;
    std::optional<QString> reason;
    std::optional<RuleReference> rule;
    qint64 duration = 0;
    qint64 times = 1;

    static constexpr auto fields()
    {
        return fieldList(
            field("number", &AuditRecord::number, "counts up from 1 for each run of the agent"),
            field("time", &AuditRecord::time, "when it was asked for, ms since 1970"),
            field("command", &AuditRecord::command, "its name"),
            field("risk", &AuditRecord::risk, "what the command lets the host do"),
            field("channel", &AuditRecord::channel,
                  "the transport it came from, as --method has it; owner: the guest's own; agent: "
                  "the agent did it of itself"),
            field("subject", &AuditRecord::subject, "the file, program, user or handle"),
            field("outcome", &AuditRecord::outcome, "how it went"),
            field("reason", &AuditRecord::reason,
                  "why it was refused, what failed, or why the agent did it"),
            field("rule", &AuditRecord::rule, "the owner's rule that refused it"),
            field("duration", &AuditRecord::duration, "how long it took, ms; of several: together"),
            field("times", &AuditRecord::times,
                  "how many alike requests in a row this stands for"));
    }
};

// The channel of what the guest's owner did, and not the host.
inline QString ownersChannel()
{
    return QStringLiteral("owner");
}

// Whether the audit has it: what changes the guest or gives the host something of it, and what was
// refused.
bool isAudited(const RequestReport &report);

// Without number and channel, which are the trail's.
AuditRecord auditRecord(const RequestReport &report, qint64 now);

// A line of the audit file, ended by LF, and back.
QByteArray encodeAuditLine(const AuditRecord &record);
Result<AuditRecord> decodeAuditLine(QByteArrayView line);

} // namespace ga

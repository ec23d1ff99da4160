// SPDX-License-Identifier: Apache-2.0
// Diagnosis: what of the system stands between host and agent.
#pragma once

#include "platform/api/sentence.h"
#include "protocol/fields.h"

#include <QList>
#include <QString>

#include <optional>

namespace ga {

enum class Verdict {
    Ok,
    Warning, // Works, or part of it doesn't.
    Failure, // The host can't be served.
    Unknown, // Can't be seen, from here or with these rights.
};

template <>
struct EnumNames<Verdict>
{
    static constexpr const char *typeName = "Verdict";
    static constexpr const char *names[]{"ok", "warning", "failure", "unknown"};
};

struct Finding
{
    const char *step; // What was looked at, in a word or two; marked as a sentence's words are.
    Verdict verdict = Verdict::Ok;
    Sentence text;               // What was found.
    std::optional<Sentence> fix; // What to do.
};

struct DiagnosisQuestion
{
    QString method; // The transport, as --method has it.
    QString path;   // Its device, socket or address.
    std::optional<qint64> openIn; // The agent's process, where by its own word it has that open.
};

// Changes nothing. In the order of the way from the host to the agent. Defined once, by the
// platform that this build is for.
QList<Finding> diagnose(const DiagnosisQuestion &question);

} // namespace ga

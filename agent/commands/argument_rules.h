// SPDX-License-Identifier: Apache-2.0
// What the guest's owner allows of the arguments of commands.
#pragma once

#include "commands/rule_reference.h"
#include "protocol/result.h"

#include <QList>
#include <QString>

#include <optional>

namespace ga {

// One list of the configuration.
struct ListRule
{
    std::optional<QList<QString>> values; // Everything is allowed where absent.
    RuleReference reference;

    bool allows(const QString &value) const { return !values || values->contains(value); }
    QString source() const; // "exec-programs in FILE".
};

// Nothing is limited by default. One that is in force is never changed, but replaced.
struct ArgumentRules
{
    ListRule execPrograms;
    ListRule readDirectories;
    ListRule writeDirectories;
    ListRule passwordUsers;
    ListRule keyUsers;
};

// In the words that clients know: "Command C has been disabled: WHAT is not allowed by SOURCE",
// CommandNotFound.
Error refusedByRule(const char *command, const QString &what, const ListRule &rule);

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Policy: what the guest's owner lets the host do, and which rule says so.
#pragma once

#include "commands/argument_rules.h"
#include "policy/profile.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace ga {

// The rules as the configuration has them.
struct PolicyRules
{
    Profile profile = Profile::Open;
    std::optional<QStringList> allowed; // Names as given; everything is allowed where absent.
    QStringList blocked;
    bool allowedInFile = false; // The rest of what is said here stands in the file always.
    QStringList blockedInFile;

    std::optional<QStringList> execPrograms;
    std::optional<QStringList> readDirectories;
    std::optional<QStringList> writeDirectories;
    std::optional<QStringList> passwordUsers;
    std::optional<QStringList> keyUsers;

    QString file; // The configuration file; empty where there is none.
};

// An allow list disables everything that isn't on it; a block list beats it (protocol.md,
// "Policy"); a profile goes before both and can't be widened by them. A name that no command has
// matches nothing. Immutable, and cheap to copy.
class Policy
{
public:
    Policy() // Everything is allowed.
        : Policy(PolicyRules())
    {}
    explicit Policy(PolicyRules rules);

    // The rule that the command is not allowed by; nothing where it is allowed.
    std::optional<RuleReference> refusingRule(const Command &command) const;

    // The same in words: "the command is not allowed by RULE in FILE"; empty where it is allowed.
    QString refusal(const Command &command) const;

    // "only programs of exec-programs in FILE"; empty where no rule limits the command's arguments.
    QString limit(const Command &command) const;

    QList<RuleReference> limitingRules(const Command &command) const; // Those that it names.

    const std::shared_ptr<const ArgumentRules> &argumentRules() const { return m_arguments; }
    const PolicyRules &rules() const { return *m_rules; }

private:
    RuleReference reference(const char *key, bool inFile) const;

    std::shared_ptr<const PolicyRules> m_rules;
    std::shared_ptr<const ArgumentRules> m_arguments;
};

} // namespace ga

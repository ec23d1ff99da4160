// SPDX-License-Identifier: Apache-2.0
// Which rule refuses a command, in words.
#include "policy/policy.h"

#include "commands/command.h"

#include <array>
#include <string_view>

namespace ga {

namespace {

struct Limit
{
    const char *command;
    ListRule ArgumentRules::*rule;
    const char *key;
    const char *what;
};

constexpr std::array limits{
    Limit{"guest-exec", &ArgumentRules::execPrograms, "exec-programs", "programs of"},
    Limit{"guest-file-open", &ArgumentRules::readDirectories, "file-read-directories",
          "reading under"},
    Limit{"guest-file-open", &ArgumentRules::writeDirectories, "file-write-directories",
          "writing under"},
    Limit{"guest-set-user-password", &ArgumentRules::passwordUsers, "password-users", "users of"},
    Limit{"guest-ssh-add-authorized-keys", &ArgumentRules::keyUsers, "key-users", "users of"},
    Limit{"guest-ssh-remove-authorized-keys", &ArgumentRules::keyUsers, "key-users", "users of"},
};

ListRule listRule(const std::optional<QStringList> &values, const char *key, const QString &file)
{
    return {values, {.key = QLatin1StringView(key), .value = std::nullopt, .file = file}};
}

ArgumentRules argumentRules(const PolicyRules &rules)
{
    return {
        .execPrograms = listRule(rules.execPrograms, "exec-programs", rules.file),
        .readDirectories = listRule(rules.readDirectories, "file-read-directories", rules.file),
        .writeDirectories = listRule(rules.writeDirectories, "file-write-directories", rules.file),
        .passwordUsers = listRule(rules.passwordUsers, "password-users", rules.file),
        .keyUsers = listRule(rules.keyUsers, "key-users", rules.file),
    };
}

} // namespace

Policy::Policy(PolicyRules rules)
    : m_arguments(std::make_shared<const ArgumentRules>(ga::argumentRules(rules)))
{
    m_rules = std::make_shared<const PolicyRules>(std::move(rules));
}

RuleReference Policy::reference(const char *key, bool inFile) const
{
    return {.key = QLatin1StringView(key),
            .file = inFile ? std::optional(m_rules->file) : std::nullopt};
}

std::optional<RuleReference> Policy::refusingRule(const Command &command) const
{
    const QString name = QLatin1StringView(command.name);
    if (m_rules->blocked.contains(name))
        return reference("block-rpcs", m_rules->blockedInFile.contains(name));
    if (m_rules->allowed && !m_rules->allowed->contains(name))
        return reference("allow-rpcs", m_rules->allowedInFile);
    if (profileAllows(m_rules->profile, command))
        return std::nullopt;
    RuleReference rule = reference("profile", true);
    rule.value = QLatin1StringView(wireName(m_rules->profile));
    return rule;
}

QString Policy::refusal(const Command &command) const
{
    const auto rule = refusingRule(command);
    if (!rule)
        return {};
    const QString setting = rule->value ? rule->key + u'=' + *rule->value : rule->key;
    const QString place =
        rule->file ? QStringLiteral("in ") + *rule->file : QStringLiteral("on the command line");
    return QStringLiteral("the command is not allowed by %1 %2").arg(setting, place);
}

QString Policy::limit(const Command &command) const
{
    QStringList parts;
    for (const Limit &row : limits) {
        const ListRule &rule = (*m_arguments).*row.rule;
        if (std::string_view(row.command) == command.name && rule.values)
            parts += QLatin1StringView(row.what) + u' ' + rule.source();
    }
    return parts.isEmpty() ? QString() : QStringLiteral("only ") + parts.join(QStringLiteral(", "));
}

QList<RuleReference> Policy::limitingRules(const Command &command) const
{
    QList<RuleReference> list;
    for (const Limit &row : limits) {
        const ListRule &rule = (*m_arguments).*row.rule;
        if (std::string_view(row.command) == command.name && rule.values)
            list += rule.reference;
    }
    return list;
}

} // namespace ga

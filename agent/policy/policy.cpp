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
    const char *what;
};

constexpr std::array limits{
    Limit{"guest-exec", &ArgumentRules::execPrograms, "programs of"},
    Limit{"guest-file-open", &ArgumentRules::readDirectories, "reading under"},
    Limit{"guest-file-open", &ArgumentRules::writeDirectories, "writing under"},
    Limit{"guest-set-user-password", &ArgumentRules::passwordUsers, "users of"},
    Limit{"guest-ssh-add-authorized-keys", &ArgumentRules::keyUsers, "users of"},
    Limit{"guest-ssh-remove-authorized-keys", &ArgumentRules::keyUsers, "users of"},
};

ListRule listRule(const std::optional<QStringList> &values, const char *key, const QString &file)
{
    return {values, QStringLiteral("%1 in %2").arg(QLatin1StringView(key), file)};
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

QString Policy::refusal(const Command &command) const
{
    const QString name = QLatin1StringView(command.name);
    if (m_rules->blocked.contains(name))
        return refusedBy(QStringLiteral("block-rpcs"), m_rules->blockedInFile.contains(name));
    if (m_rules->allowed && !m_rules->allowed->contains(name))
        return refusedBy(QStringLiteral("allow-rpcs"), m_rules->allowedInFile);
    if (!profileAllows(m_rules->profile, command)) {
        const QLatin1StringView profile(EnumNames<Profile>::names[size_t(m_rules->profile)]);
        return refusedBy(QStringLiteral("profile=") + profile, true);
    }
    return {};
}

QString Policy::refusedBy(const QString &rule, bool inFile) const
{
    const QString place = inFile ? m_rules->file : QStringLiteral("the command line");
    return QStringLiteral("the command is not allowed by %1 %2 %3")
        .arg(rule, inFile ? QStringLiteral("in") : QStringLiteral("on"), place);
}

QString Policy::limit(const Command &command) const
{
    QStringList parts;
    for (const Limit &row : limits) {
        const ListRule &rule = (*m_arguments).*row.rule;
        if (std::string_view(row.command) == command.name && rule.values)
            parts += QLatin1StringView(row.what) + u' ' + rule.source;
    }
    return parts.isEmpty() ? QString() : QStringLiteral("only ") + parts.join(QStringLiteral(", "));
}

} // namespace ga

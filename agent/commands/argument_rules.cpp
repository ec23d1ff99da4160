// SPDX-License-Identifier: Apache-2.0
// The words of a refusal of arguments.
#include "commands/argument_rules.h"

namespace ga {

QString ListRule::source() const
{
    return QStringLiteral("%1 in %2").arg(reference.key, reference.file.value_or(QString()));
}

Error refusedByRule(const char *command, const QString &what, const ListRule &rule)
{
    Error error = Error::commandNotFound(
        QStringLiteral("Command %1 has been disabled: %2 is not allowed by %3")
            .arg(QLatin1StringView(command), what, rule.source()));
    error.rule = std::make_shared<const RuleReference>(rule.reference);
    return error;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The words of a refusal of arguments.
#include "commands/argument_rules.h"

namespace ga {

Error refusedByRule(const char *command, const QString &what, const ListRule &rule)
{
    return Error::commandNotFound(
        QStringLiteral("Command %1 has been disabled: %2 is not allowed by %3")
            .arg(QLatin1StringView(command), what, rule.source));
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The words of a refusal: clients look at the class, and for "has not been found" and "has been
// disabled".
#include "runtime/command_gate.h"

#include "commands/catalogue.h"
#include "runtime/freeze_session.h"

namespace ga {

Result<const Command *> CommandGate::admit(const QString &name) const
{
    const Command *command = findCommand(name.toUtf8());
    if (!command)
        return fail(
            Error::commandNotFound(QStringLiteral("The command %1 has not been found").arg(name)));
    const QString reason = reasonOff(*command);
    if (!reason.isEmpty())
        return fail(Error::commandNotFound(
            QStringLiteral("Command %1 has been disabled: %2").arg(name, reason)));
    return command;
}

// What is allowed while frozen is so even where the lists forbid it: whoever froze the guest must
// be able to thaw it.
QString CommandGate::reasonOff(const Command &command) const
{
    const QString lacking = command.traits.needs ? command.traits.needs(m_platform) : QString();
    if (m_freeze.status() == FreezeStatus::Frozen) {
        const bool allowed = command.traits.whenFrozen == WhenFrozen::Allow;
        return allowed ? lacking : QStringLiteral("the agent is in frozen state");
    }
    return m_filter.allows(command.name) ? lacking : QStringLiteral("the command is not allowed");
}

} // namespace ga

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
    const Off why = off(*command);
    if (why.reason.isEmpty())
        return command;
    Error error = Error::commandNotFound(
        QStringLiteral("Command %1 has been disabled: %2").arg(name, why.reason));
    if (why.rule)
        error.rule = std::make_shared<const RuleReference>(*why.rule);
    return fail(std::move(error));
}

// What is allowed while frozen is so even where the lists forbid it or access is paused: whoever
// froze the guest must be able to thaw it.
CommandGate::Off CommandGate::off(const Command &command) const
{
    const QString lacking = command.traits.needs ? command.traits.needs(m_platform) : QString();
    const bool allowedFrozen = command.traits.whenFrozen == WhenFrozen::Allow;
    if (m_freeze.status() == FreezeStatus::Frozen)
        return {allowedFrozen ? lacking : QStringLiteral("the agent is in frozen state")};
    if (m_paused && !allowedFrozen)
        return {pauseReason()};
    if (auto rule = m_policy.refusingRule(command))
        return {m_policy.refusal(command), std::move(rule)};
    return {lacking};
}

QString CommandGate::pauseReason()
{
    return QStringLiteral("host access was paused by the guest's owner: qtga resume gives it back");
}

void CommandGate::setPolicy(Policy policy)
{
    const QMutexLocker locker(&m_mutex);
    m_policy = std::move(policy);
}

std::shared_ptr<const ArgumentRules> CommandGate::argumentRules() const
{
    const QMutexLocker locker(&m_mutex);
    return m_policy.argumentRules();
}

} // namespace ga

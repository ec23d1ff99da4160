// SPDX-License-Identifier: Apache-2.0
// CommandGate: may this command be carried out now, and if not, what is the host told.
#pragma once

#include "commands/command.h"
#include "policy/policy.h"

#include <QMutex>

namespace ga {

class FreezeSession;

// All of it belongs to the event loop's thread, save argumentRules().
class CommandGate
{
public:
    CommandGate(const Platform &platform, const FreezeSession &freeze, Policy policy = {})
        : m_platform(platform)
        , m_freeze(freeze)
        , m_policy(std::move(policy))
    {}

    void setPolicy(Policy policy);
    const Policy &policy() const { return m_policy; }

    // While host access is paused only the session itself is served, and what thaws.
    void setPaused(bool paused) { m_paused = paused; }
    bool isPaused() const { return m_paused; }
    static QString pauseReason();

    // Known? allowed while frozen? not paused? allowed by the configuration? provided by this
    // system? In that order; the row, or the refusal.
    Result<const Command *> admit(const QString &name) const;

    // The reason why `command` is off at this moment; empty where it is on.
    QString reasonOff(const Command &command) const { return off(command).reason; }

    // May be asked in any thread.
    std::shared_ptr<const ArgumentRules> argumentRules() const;

private:
    // Why a command is off, and the owner's rule where that is why.
    struct Off
    {
        QString reason; // Empty: it is on.
        std::optional<RuleReference> rule = std::nullopt;
    };
    Off off(const Command &command) const;

    const Platform &m_platform;
    const FreezeSession &m_freeze;
    mutable QMutex m_mutex; // Guards changes of the policy against argumentRules().
    Policy m_policy;
    bool m_paused = false;
};

} // namespace ga

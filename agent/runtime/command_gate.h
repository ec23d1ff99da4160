// SPDX-License-Identifier: Apache-2.0
// CommandGate: may this command be carried out now, and if not, what is the host told.
#pragma once

#include "commands/command.h"
#include "policy/command_filter.h"

namespace ga {

class FreezeSession;

class CommandGate
{
public:
    CommandGate(const Platform &platform, const FreezeSession &freeze, CommandFilter filter)
        : m_platform(platform)
        , m_freeze(freeze)
        , m_filter(std::move(filter))
    {}

    void setFilter(CommandFilter filter) { m_filter = std::move(filter); }

    // Known? allowed while frozen? allowed by the configuration? provided by this system? In that
    // order; the row, or the refusal.
    Result<const Command *> admit(const QString &name) const;

    // The reason why `command` is off at this moment; empty where it is on.
    QString reasonOff(const Command &command) const;

private:
    const Platform &m_platform;
    const FreezeSession &m_freeze;
    CommandFilter m_filter;
};

} // namespace ga

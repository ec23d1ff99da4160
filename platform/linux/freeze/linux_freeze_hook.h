// SPDX-License-Identifier: Apache-2.0
// LinuxFreezeHook: the program given by --fsfreeze-hook.
#pragma once

#include "platform/api/file_systems.h"

namespace ga {

class LinuxFreezeHook : public FreezeHook
{
public:
    explicit LinuxFreezeHook(QString program)
        : m_program(std::move(program))
    {}

    // Calls it with the one argument "freeze" or "thaw" and waits up to 10 minutes, after which it
    // is killed.
    Result<Nothing> run(FreezeHookEvent event) override;

private:
    QString m_program;
};

} // namespace ga

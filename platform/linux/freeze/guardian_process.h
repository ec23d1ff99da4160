// SPDX-License-Identifier: Apache-2.0
// GuardianProcesses: freezes are guarded by qtga-freeze-guardian, a process for each.
#pragma once

#include "platform/linux/freeze/freeze_guard.h"

#include <QByteArray>

namespace ga {

class GuardianProcesses : public FreezeGuards
{
public:
    // `program` is the guardian's path, for tests; else it is looked for at every freeze.
    explicit GuardianProcesses(QByteArray program = {})
        : m_program(std::move(program))
    {}

    // Beside this program, else in the directory where it is installed.
    static QByteArray findProgram();

    // Errors: "no file system is frozen without its guardian: CAUSE".
    Result<std::unique_ptr<FreezeGuard>> post(const FrozenSet &candidates,
                                              std::function<void()> notify) override;

private:
    const QByteArray m_program;
};

} // namespace ga

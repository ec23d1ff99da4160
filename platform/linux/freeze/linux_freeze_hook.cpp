// SPDX-License-Identifier: Apache-2.0
// The hook is a helper like others, with more time.
#include "platform/linux/freeze/linux_freeze_hook.h"

#include "platform/linux/helper/helper.h"

#include <QFile>

namespace ga {

namespace {

// Databases that write out all they have need longer than other helpers; hosts wait for minutes,
// too.
constexpr std::chrono::minutes deadline{10};

} // namespace

Result<Nothing> LinuxFreezeHook::run(FreezeHookEvent event)
{
    const HelperRequest request{.argv = {QFile::encodeName(m_program),
                                         event == FreezeHookEvent::Freeze ? "freeze" : "thaw"},
                                .action = QStringLiteral("execute fsfreeze hook"),
                                .deadline = deadline};
    return runHelper(request).map([](const HelperOutcome &) { return Nothing{}; });
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The installer puts both programs into one folder.
#include "system/agent_program.h"

#include <QCoreApplication>

namespace ga {

QString agentProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/qtga.exe");
}

// The service has qemu-ga's name, whose place it takes. With ".exe", as PowerShell's "sc" is
// another command, Set-Content.
QString reloadCommand()
{
    return QStringLiteral("sc.exe control QEMU-GA paramchange");
}

QString startCommand()
{
    return QStringLiteral("sc.exe start QEMU-GA");
}

} // namespace ga

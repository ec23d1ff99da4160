// SPDX-License-Identifier: Apache-2.0
// The installer puts both programs into one folder.
#include "system/agent_program.h"

#include <QCoreApplication>

namespace ga {

QString agentProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/qtga.exe");
}

// The service has qemu-ga's name, whose place it takes.
QString reloadCommand()
{
    return QStringLiteral("sc control QEMU-GA paramchange");
}

QString startCommand()
{
    return QStringLiteral("sc start QEMU-GA");
}

} // namespace ga

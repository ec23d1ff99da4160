// SPDX-License-Identifier: Apache-2.0
// The installer puts both programs into one folder.
#include "system/agent_program.h"

#include <QCoreApplication>

namespace ga {

QString agentProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/qtga.exe");
}

QString reloadCommand()
{
    return QStringLiteral("sc control qtga paramchange");
}

QString startCommand()
{
    return QStringLiteral("sc start qtga");
}

} // namespace ga

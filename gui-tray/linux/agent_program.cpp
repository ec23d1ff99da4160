// SPDX-License-Identifier: Apache-2.0
// The tray is in bin, the agent in sbin; in a build's directory they lie side by side.
#include "system/agent_program.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace ga {

QString agentProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/qtga");
    return QFileInfo(beside).isExecutable() ? beside : QStringLiteral(QTGA_AGENT_PROGRAM);
}

QString reloadCommand()
{
    return QStringLiteral("systemctl reload qtga");
}

QString startCommand()
{
    return QStringLiteral("systemctl start qtga");
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Runs qtga's subcommands as a user would.
#pragma once

#include <QCoreApplication>
#include <QEventLoop>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace ga {

struct ToolOutcome
{
    int code = -1; // -1: crashed, or not ended within a minute.
    QByteArray output;
    QByteArray errors;
};

// While it runs, this process's event loop does too, so that a FakeAgent can answer.
inline ToolOutcome runTool(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess tool;
    QEventLoop loop;
    QObject::connect(&tool, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(60000, &loop, &QEventLoop::quit);
    tool.start(QStringLiteral(QTGA_PROGRAM), arguments);
    tool.write(input);
    tool.closeWriteChannel();
    if (tool.state() != QProcess::NotRunning)
        loop.exec();
    const bool ended = tool.state() == QProcess::NotRunning;
    if (!ended) {
        tool.kill();
        tool.waitForFinished();
    }
    const bool normal = ended && tool.exitStatus() == QProcess::NormalExit;
    return {normal ? tool.exitCode() : -1, tool.readAllStandardOutput(),
            tool.readAllStandardError()};
}

} // namespace ga

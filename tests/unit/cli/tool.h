// SPDX-License-Identifier: Apache-2.0
// Runs qtga's subcommands as a user would.
#pragma once

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

class Tool
{
public:
    explicit Tool(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(QTGA_PROGRAM), arguments);
        m_process.waitForStarted();
    }

    QProcess &process() { return m_process; }

    // While this waits the event loop runs, so that a FakeAgent can answer.
    ToolOutcome outcome()
    {
        QEventLoop loop;
        QObject::connect(&m_process, &QProcess::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(60000, &loop, &QEventLoop::quit);
        m_process.closeWriteChannel();
        if (m_process.state() != QProcess::NotRunning)
            loop.exec();
        const bool ended = m_process.state() == QProcess::NotRunning;
        if (!ended) {
            m_process.kill();
            m_process.waitForFinished();
        }
        const bool normal = ended && m_process.exitStatus() == QProcess::NormalExit;
        return {normal ? m_process.exitCode() : -1, m_process.readAllStandardOutput(),
                m_process.readAllStandardError()};
    }

private:
    QProcess m_process;
};

inline ToolOutcome runTool(const QStringList &arguments, const QByteArray &input = {})
{
    Tool tool(arguments);
    tool.process().write(input);
    return tool.outcome();
}

} // namespace ga

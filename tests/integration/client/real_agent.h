// SPDX-License-Identifier: Apache-2.0
// RealAgent: an agent that runs, as a process on a socket of its own.
#pragma once

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace ga {

// Killed with this object. In the directory it may do as it likes.
class RealAgent
{
public:
    // `program` is qtga or qemu-ga. `before` is what a shell does first, in a mount namespace of
    // its own where it isn't empty.
    explicit RealAgent(const QString &program, const QString &before = {})
    {
        const QString agent = QStringLiteral("exec '%1' -m unix-listen -p '%2' -t '%3'")
                                  .arg(program, socket(), directory());
        QStringList command{QStringLiteral("sh"), QStringLiteral("-c"), agent};
        if (!before.isEmpty()) {
            command.last() = before + QStringLiteral(" && ") + agent;
            command = QStringList{QStringLiteral("unshare"), QStringLiteral("--mount"),
                                  QStringLiteral("--propagation"), QStringLiteral("private")} +
                      command;
        }
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(command.takeFirst(), command);
    }

    ~RealAgent() { kill(); }

    // Whether it takes a client, after a while at most.
    bool isUp()
    {
        QElapsedTimer timer;
        timer.start();
        QLocalSocket client;
        do {
            client.connectToServer(socket());
            if (client.waitForConnected())
                return true;
            m_process.waitForFinished(20);
        } while (timer.elapsed() < 20000 && m_process.state() != QProcess::NotRunning);
        return false;
    }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QString directory() const { return m_directory.path(); }
    QString path(const QString &name) const { return m_directory.filePath(name); }
    QString socket() const { return path(QStringLiteral("agent.sock")); }

    // The files that it has open whose path begins with `prefix`.
    QStringList openFiles(const QString &prefix) const
    {
        QStringList open;
        const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(m_process.processId()));
        const auto entries = descriptors.entryInfoList(QDir::Files | QDir::System);
        for (const QFileInfo &entry : entries) {
            if (entry.symLinkTarget().startsWith(prefix))
                open += entry.symLinkTarget();
        }
        return open;
    }

private:
    QTemporaryDir m_directory;
    QProcess m_process;
};

// The agents that a test is to be run against: a row for each, in the column "program".
inline void addAgentRows()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("qtga") << QStringLiteral(QTGA_PROGRAM);
    const QString reference = QStringLiteral("/usr/sbin/qemu-ga");
    if (QFileInfo(reference).isExecutable())
        QTest::newRow("qemu-ga") << reference;
}

} // namespace ga

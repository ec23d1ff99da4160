// SPDX-License-Identifier: Apache-2.0
// What the user may tell the agent to do; each asks the system for an administrator's rights.
#pragma once

#include <QObject>
#include <QString>

namespace ga {

class AgentActions : public QObject
{
    Q_OBJECT

public:
    // `program`: the tool qtga.
    explicit AgentActions(QString program, QObject *parent = nullptr);

    bool isBusy() const { return m_busy; }

    void pause();
    void resume();
    void thaw();

Q_SIGNALS:
    void busyChanged();
    void failed(const QString &title, const QString &detail);

private:
    void run(const QString &subcommand, const QString &failure);

    QString m_program;
    bool m_busy = false;
};

} // namespace ga

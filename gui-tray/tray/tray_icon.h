// SPDX-License-Identifier: Apache-2.0
// The icon in the desktop's tray.
#pragma once

#include "model/agent_model.h"
#include "tray/notices.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace ga {

// To be made when there is a tray: see TrayHost.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    TrayIcon(const AgentModel &model, QMenu &menu, QObject *parent = nullptr);

    void show(const Notice &notice);

Q_SIGNALS:
    void clicked();
    void noticeClicked();

private:
    void refresh();

    const AgentModel &m_model;
    QSystemTrayIcon m_icon;
    TrayState m_shownState = TrayState::NotRunning;
    std::optional<qint64> m_shownSeconds;
};

} // namespace ga

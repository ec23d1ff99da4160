// SPDX-License-Identifier: Apache-2.0
// The tray icon's menu; its first line is the state in words.
#pragma once

#include "model/agent_model.h"
#include "tray/agent_actions.h"
#include "tray/notification_settings.h"
#include "window/page.h"

#include <QMenu>

namespace ga {

class TrayMenu : public QMenu
{
    Q_OBJECT

public:
    // All must outlive this.
    TrayMenu(const AgentModel &model, AgentActions &actions, NotificationSettings &settings);

Q_SIGNALS:
    void pageWanted(ga::Page page);
    void thawWanted(); // The user is to be asked first.
    void quitWanted();

private:
    void addPages();
    void addControls();
    void refresh();

    const AgentModel &m_model;
    AgentActions &m_actions;
    QAction *m_state = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_thaw = nullptr;
};

} // namespace ga

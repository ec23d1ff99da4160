// SPDX-License-Identifier: Apache-2.0
// Puts the parts together: model, icon, menu, window, notices.
#pragma once

#include "model/agent_model.h"
#include "options.h"
#include "system/desktop_notifier.h"
#include "system/tray_host.h"
#include "tray/agent_actions.h"
#include "tray/notices.h"
#include "tray/tray_icon.h"
#include "tray/tray_menu.h"
#include "window/status_window.h"

#include <memory>

namespace ga {

class TrayApplication : public QObject
{
    Q_OBJECT

public:
    // `source` must outlive this. `program`: the tool qtga.
    TrayApplication(StatusSource &source, const TrayOptions &options, const QString &program);

    // `page` nullopt: the one that is shown.
    void showWindow(std::optional<Page> page);

private:
    void connectParts();
    void makeIcon();
    void tell(const Notice &notice);
    void toggleWindow();
    void onWindowClosed();

    TrayOptions m_options;
    AgentModel m_model;
    NotificationSettings m_settings;
    ActivityTable m_activity;
    AgentActions m_actions;
    Notices m_notices;
    TrayMenu m_menu;
    StatusWindow m_window;
    TrayHost *m_host;
    DesktopNotifier *m_notifier;
    std::unique_ptr<TrayIcon> m_icon;
    QList<Notice> m_waiting; // For the icon, where notices are shown nowhere else.
};

} // namespace ga

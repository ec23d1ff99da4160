// SPDX-License-Identifier: Apache-2.0
// The window: the state above, four pages below.
#pragma once

#include "tray/agent_actions.h"
#include "tray/notification_settings.h"
#include "window/activity_table.h"
#include "window/page.h"

#include <QMainWindow>
#include <QMessageBox>
#include <QPointer>
#include <QTabWidget>

namespace ga {

class PermissionsPage;
class StateBanner;

class StatusWindow : public QMainWindow
{
    Q_OBJECT

public:
    // All must outlive this. `program`: the tool qtga.
    StatusWindow(const AgentModel &model, ActivityTable &activity, AgentActions &actions,
                 NotificationSettings &settings, const QString &program);

    ~StatusWindow() override;

    // The page that is shown, or will be.
    void choose(Page page);
    // Shows the window in front of others.
    void comeForward();
    // Both.
    void open(Page page);

    // Asks the user whether file systems are to be thawed now.
    void confirmThaw();

Q_SIGNALS:
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addNotifications(NotificationSettings &settings);
    void addPages(const QString &program, ActivityTable &activity);
    void refresh();

    const AgentModel &m_model;
    AgentActions &m_actions;
    StateBanner *m_banner;
    QTabWidget *m_pages;
    PermissionsPage *m_permissions;
    QPointer<QMessageBox> m_question; // Whether to thaw; there is one at a time.
};

} // namespace ga

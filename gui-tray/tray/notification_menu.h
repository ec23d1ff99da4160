// SPDX-License-Identifier: Apache-2.0
// The switches of the notices, for the tray's menu and for the window: some desktops have no tray.
#pragma once

#include "tray/notification_settings.h"

#include <QMenu>

namespace ga {

class NotificationMenu : public QMenu
{
    Q_OBJECT

public:
    // `settings` must outlive this.
    explicit NotificationMenu(NotificationSettings &settings, QWidget *parent = nullptr);

private:
    void refresh();

    NotificationSettings &m_settings;
};

} // namespace ga

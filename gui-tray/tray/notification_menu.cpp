// SPDX-License-Identifier: Apache-2.0
// There are two of these: each reads the settings anew when it is shown.
#include "tray/notification_menu.h"

namespace ga {

NotificationMenu::NotificationMenu(NotificationSettings &settings, QWidget *parent)
    : QMenu(parent)
    , m_settings(settings)
{
    setTitle(tr("&Notifications"));
    for (const NoticeKind kind : noticeKinds) {
        QAction *action = addAction(noticeKindInWords(kind));
        action->setCheckable(true);
        action->setData(int(kind));
        connect(action, &QAction::triggered, this,
                [this, kind](bool on) { m_settings.setWanted(kind, on); });
    }
    connect(this, &QMenu::aboutToShow, this, &NotificationMenu::refresh);
    refresh();
}

void NotificationMenu::refresh()
{
    for (QAction *action : actions())
        action->setChecked(m_settings.wants(NoticeKind(action->data().toInt())));
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// One key for each kind, in the group "notifications".
#include "tray/notification_settings.h"

#include <QCoreApplication>

namespace ga {

namespace {

struct NotificationSettingsWords
{
    Q_DECLARE_TR_FUNCTIONS(NotificationSettingsWords)
};

QString keyOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::LongFreeze:
        return QStringLiteral("notifications/long-freeze");
    case NoticeKind::LeaseExpired:
        return QStringLiteral("notifications/lease-expired");
    case NoticeKind::Shutdown:
        return QStringLiteral("notifications/shutdown");
    case NoticeKind::Policy:
        return QStringLiteral("notifications/policy");
    case NoticeKind::Credentials:
        break;
    }
    return QStringLiteral("notifications/credentials");
}

} // namespace

QString noticeKindInWords(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::LongFreeze:
        return NotificationSettingsWords::tr("When file systems &stay frozen");
    case NoticeKind::LeaseExpired:
        return NotificationSettingsWords::tr("When a freeze ends without the &host");
    case NoticeKind::Shutdown:
        return NotificationSettingsWords::tr("When the host shuts this system &down");
    case NoticeKind::Policy:
        return NotificationSettingsWords::tr("When a changed &configuration is broken");
    case NoticeKind::Credentials:
        break;
    }
    return NotificationSettingsWords::tr("When the host changes a &password or SSH keys");
}

bool NotificationSettings::wants(NoticeKind kind) const
{
    return m_settings.value(keyOf(kind), true).toBool();
}

void NotificationSettings::setWanted(NoticeKind kind, bool wanted)
{
    m_settings.setValue(keyOf(kind), wanted);
}

} // namespace ga

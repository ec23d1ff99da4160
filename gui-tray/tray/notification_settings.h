// SPDX-License-Identifier: Apache-2.0
// Which notifications the user wants; kept in the user's settings.
#pragma once

#include <QSettings>

namespace ga {

enum class NoticeKind { LongFreeze, LeaseExpired, Shutdown, Credentials, Policy };

constexpr std::initializer_list<NoticeKind> noticeKinds{
    NoticeKind::LongFreeze, NoticeKind::LeaseExpired, NoticeKind::Shutdown, NoticeKind::Credentials,
    NoticeKind::Policy};

// "When file systems stay frozen"
QString noticeKindInWords(NoticeKind kind);

class NotificationSettings
{
public:
    bool wants(NoticeKind kind) const;
    void setWanted(NoticeKind kind, bool wanted);

private:
    QSettings m_settings; // Of the application; all kinds are wanted until they are switched off.
};

} // namespace ga

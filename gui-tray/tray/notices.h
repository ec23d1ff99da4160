// SPDX-License-Identifier: Apache-2.0
// Decides what the user is told without having asked.
#pragma once

#include "model/agent_model.h"
#include "tray/notification_settings.h"

#include <QTimer>

namespace ga {

struct Notice
{
    NoticeKind kind;
    QString title;
    QString text;
};

// How long file systems may be frozen before it is worth a word; most backups need less.
constexpr qint64 longFreezeMs = 5000;

class Notices : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    Notices(const AgentModel &model, const NotificationSettings &settings,
            QObject *parent = nullptr);

Q_SIGNALS:
    void raised(const ga::Notice &notice);

private:
    void onStatus();
    void tellOfEarlyEnd();
    void tellOfPolicyProblem();
    void onActivity(const Activity &activity, bool live);
    void onFrozenLong();
    void raise(NoticeKind kind, const QString &title, const QString &text);

    const AgentModel &m_model;
    const NotificationSettings &m_settings;
    QTimer m_frozenLong;
    qint64 m_toldFreeze = 0; // The freeze, by when it began, that the user has been told of.
    qint64 m_toldLease = 0;  // The same of one that ended without the host, by its end.
    QString m_toldProblem;   // Of the configuration.
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// StatusPublisher: keeps the status, and tells its changes to everybody who listens.
#pragma once

#include "policy/audit_record.h"
#include "status/status_model.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace ga {

// What an audit record is to everybody: without its subject and the system's error texts.
Activity activityOf(const AuditRecord &record);

// In the event loop's thread.
class StatusPublisher : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t rememberedActivities = 100;

    StatusPublisher(StatusHello hello, ChannelStatus channel);

    // `change` is applied to the model, and what comes of it is told: at once, or the counters of
    // requests alone after two seconds.
    void change(const std::function<void(StatusModel &, StatusTime)> &change);

    void setPermissions(const Permissions &permissions);
    void addActivity(const Activity &activity);

    // What a new reader gets: hello, permissions, activities, status.
    QByteArray greeting() const;

    const StatusModel &model() const { return m_model; }

Q_SIGNALS:
    void told(const QByteArray &lines); // For every reader.

private:
    void update();
    void tellStatus();
    QByteArray statusLine() const;

    const QByteArray m_hello;
    QByteArray m_permissions;
    std::deque<QByteArray> m_activities;
    StatusModel m_model;
    QByteArray m_told; // What was told last, without what always changes.
    QTimer m_counters; // Runs while changed counters wait to be told.
    QTimer m_lease;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The window's first page: what there is to know about the agent at a glance.
#pragma once

#include "window/activity_table.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>

namespace ga {

class OverviewPage : public QScrollArea
{
    Q_OBJECT

public:
    // Both must outlive this.
    OverviewPage(const AgentModel &model, ActivityTable &activity, QWidget *parent = nullptr);

Q_SIGNALS:
    void activityWanted();

private:
    QFormLayout *buildFacts();
    QWidget *buildRecent(ActivityTable &activity);
    QLabel *addFact(QFormLayout &form, const QString &name);
    void tell(QLabel *fact, const QString &text);
    void refresh();
    void refreshRequests();
    void refreshFreeze();
    void refreshPermissions();

    const AgentModel &m_model;
    QWidget *m_facts;
    QLabel *m_problem;
    QLabel *m_host;
    QLabel *m_requests;
    QLabel *m_lastRequest;
    QLabel *m_freeze;
    QLabel *m_lastFreeze;
    QLabel *m_permissions;
    QLabel *m_agent;
};

} // namespace ga

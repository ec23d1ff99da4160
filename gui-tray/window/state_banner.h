// SPDX-License-Identifier: Apache-2.0
// The top of the window: the state as picture, title and sentence, and what can be done about it.
#pragma once

#include "model/agent_model.h"
#include "tray/agent_actions.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace ga {

class StateBanner : public QFrame
{
    Q_OBJECT

public:
    // Both must outlive this.
    StateBanner(const AgentModel &model, AgentActions &actions, QWidget *parent = nullptr);

Q_SIGNALS:
    void thawWanted(); // The user is to be asked first.

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void refresh();
    void refreshTime();
    void announce();

    const AgentModel &m_model;
    AgentActions &m_actions;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_sentence;
    QPushButton *m_pause;
    QPushButton *m_resume;
    QPushButton *m_thaw;
    QString m_announced;
};

} // namespace ga

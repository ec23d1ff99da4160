// SPDX-License-Identifier: Apache-2.0
// Built once, then only changed: a menu that is open must not lose its entries.
#include "tray/tray_menu.h"

#include "icons/state_icon.h"
#include "tray/notification_menu.h"
#include "words/state_words.h"

namespace ga {

TrayMenu::TrayMenu(const AgentModel &model, AgentActions &actions, NotificationSettings &settings)
    : m_model(model)
    , m_actions(actions)
{
    setAccessibleName(tr("Guest agent"));
    m_state = addAction(QString(), this, [this] { Q_EMIT pageWanted(Page::Overview); });
    addSeparator();
    addPages();
    addSeparator();
    addControls();
    addSeparator();
    addMenu(new NotificationMenu(settings, this));
    addAction(tr("&Quit"), this, &TrayMenu::quitWanted);
    connect(&model, &AgentModel::statusChanged, this, &TrayMenu::refresh);
    connect(&model, &AgentModel::secondPassed, this, &TrayMenu::refresh);
    connect(&actions, &AgentActions::busyChanged, this, &TrayMenu::refresh);
    refresh();
}

void TrayMenu::addPages()
{
    addAction(tr("&Overview"), this, [this] { Q_EMIT pageWanted(Page::Overview); });
    addAction(tr("What the host &did"), this, [this] { Q_EMIT pageWanted(Page::Activity); });
    addAction(tr("What the host &may do"), this, [this] { Q_EMIT pageWanted(Page::Permissions); });
    addAction(tr("&Check this system"), this, [this] { Q_EMIT pageWanted(Page::Doctor); });
}

void TrayMenu::addControls()
{
    m_pause = addAction(tr("&Pause host access"), &m_actions, &AgentActions::pause);
    m_resume = addAction(tr("&Resume host access"), &m_actions, &AgentActions::resume);
    m_thaw = addAction(tr("&Thaw file systems now…"), this, &TrayMenu::thawWanted);
}

void TrayMenu::refresh()
{
    const bool running = m_model.snapshot().has_value();
    const bool paused = running && m_model.snapshot()->paused;
    m_state->setText(stateLine(m_model).replace(u'&', QStringLiteral("&&")));
    m_state->setIcon(stateIcon(m_model.state()));
    m_pause->setVisible(!paused);
    m_pause->setEnabled(running && !m_actions.isBusy());
    m_resume->setVisible(paused);
    m_resume->setEnabled(!m_actions.isBusy());
    m_thaw->setVisible(m_model.state() == TrayState::Frozen);
    m_thaw->setEnabled(!m_actions.isBusy());
}

} // namespace ga

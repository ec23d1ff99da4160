// SPDX-License-Identifier: Apache-2.0
// Paints anew only when state or seconds change: on some desktops each picture travels over the
// bus.
#include "tray/tray_icon.h"

#include "icons/state_icon.h"
#include "words/state_words.h"

namespace ga {

TrayIcon::TrayIcon(const AgentModel &model, QMenu &menu, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_icon.setIcon(stateIcon(m_shownState));
    m_icon.setContextMenu(&menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT clicked();
            });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::noticeClicked);
    connect(&model, &AgentModel::statusChanged, this, &TrayIcon::refresh);
    connect(&model, &AgentModel::secondPassed, this, &TrayIcon::refresh);
    refresh();
    m_icon.show();
}

void TrayIcon::show(const Notice &notice)
{
    m_icon.showMessage(notice.title, notice.text,
                       stateIcon(m_model.state(), m_model.secondsLeft()));
}

void TrayIcon::refresh()
{
    //: The tray icon's tip. %1: the state, such as "File systems frozen: 12 s left"
    m_icon.setToolTip(tr("Guest agent: %1").arg(stateLine(m_model)));
    const TrayState state = m_model.state();
    const std::optional<qint64> seconds = m_model.secondsLeft();
    if (state == m_shownState && seconds == m_shownSeconds)
        return;
    m_shownState = state;
    m_shownSeconds = seconds;
    m_icon.setIcon(stateIcon(state, seconds));
}

} // namespace ga

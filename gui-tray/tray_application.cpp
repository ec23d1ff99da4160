// SPDX-License-Identifier: Apache-2.0
// The icon comes as soon as the desktop has a place for it, however late.
#include "tray_application.h"

#include <QApplication>

namespace ga {

TrayApplication::TrayApplication(StatusSource &source, const TrayOptions &options,
                                 const QString &program)
    : m_options(options)
    , m_model(source)
    , m_activity(m_model)
    , m_actions(program)
    , m_notices(m_model, m_settings)
    , m_menu(m_model, m_actions, m_settings)
    , m_window(m_model, m_activity, m_actions, program)
    , m_host(TrayHost::create(this))
{
    connectParts();
    if (m_host->isThere())
        makeIcon();
    if (options.window)
        openWindow();
    source.start();
}

void TrayApplication::connectParts()
{
    connect(m_host, &TrayHost::appeared, this, &TrayApplication::makeIcon);
    connect(&m_menu, &TrayMenu::pageWanted, &m_window, &StatusWindow::open);
    connect(&m_menu, &TrayMenu::thawWanted, &m_window, &StatusWindow::confirmThaw);
    connect(&m_menu, &TrayMenu::quitWanted, qApp, &QApplication::quit);
    connect(&m_window, &StatusWindow::closed, this, &TrayApplication::onWindowClosed);
    connect(&m_notices, &Notices::raised, this, [this](const Notice &notice) {
        if (m_icon)
            m_icon->show(notice);
    });
}

void TrayApplication::makeIcon()
{
    if (m_icon)
        return;
    m_icon = std::make_unique<TrayIcon>(m_model, m_menu);
    connect(m_icon.get(), &TrayIcon::clicked, this, &TrayApplication::toggleWindow);
    connect(m_icon.get(), &TrayIcon::noticeClicked, &m_window,
            [this] { m_window.open(Page::Activity); });
}

void TrayApplication::openWindow()
{
    m_window.open(m_options.page);
}

void TrayApplication::toggleWindow()
{
    if (m_window.isVisible() && m_window.isActiveWindow())
        m_window.close();
    else
        m_window.open(Page::Overview);
}

void TrayApplication::onWindowClosed()
{
    if (m_options.window && !m_icon)
        QApplication::quit();
}

} // namespace ga

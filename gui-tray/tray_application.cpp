// SPDX-License-Identifier: Apache-2.0
// The icon comes as soon as the desktop has a place for it, however late.
#include "tray_application.h"

#include <QApplication>

#include <utility>

namespace ga {

namespace {

constexpr int mostWaiting = 8; // Older notices are of no use by then.

} // namespace

TrayApplication::TrayApplication(StatusSource &source, const TrayOptions &options,
                                 const QString &program)
    : m_options(options)
    , m_model(source)
    , m_activity(m_model)
    , m_actions(program)
    , m_notices(m_model, m_settings)
    , m_menu(m_model, m_actions, m_settings)
    , m_window(m_model, m_activity, m_actions, m_settings, program)
    , m_host(TrayHost::create(this))
    , m_notifier(DesktopNotifier::create(this))
{
    connectParts();
    if (m_host->isThere())
        makeIcon();
    if (options.page)
        m_window.choose(*options.page);
    if (options.window)
        showWindow(options.page);
    source.start();
}

void TrayApplication::connectParts()
{
    connect(m_host, &TrayHost::appeared, this, &TrayApplication::makeIcon);
    connect(&m_menu, &TrayMenu::pageWanted, &m_window, &StatusWindow::open);
    connect(&m_menu, &TrayMenu::thawWanted, &m_window, &StatusWindow::confirmThaw);
    connect(&m_menu, &TrayMenu::quitWanted, qApp, &QApplication::quit);
    connect(&m_window, &StatusWindow::closed, this, &TrayApplication::onWindowClosed);
    connect(&m_notices, &Notices::raised, this, &TrayApplication::tell);
    connect(m_notifier, &DesktopNotifier::clicked, &m_window,
            [this] { m_window.open(Page::Activity); });
}

void TrayApplication::makeIcon()
{
    if (m_icon)
        return;
    m_icon = std::make_unique<TrayIcon>(m_model, m_menu);
    connect(m_icon.get(), &TrayIcon::clicked, this, &TrayApplication::toggleWindow);
    connect(m_icon.get(), &TrayIcon::noticeClicked, &m_window,
            [this] { m_window.open(Page::Activity); });
    for (const Notice &notice : std::exchange(m_waiting, {}))
        m_icon->show(notice);
}

void TrayApplication::tell(const Notice &notice)
{
    if (m_icon)
        return m_icon->show(notice);
    if (m_notifier->show(notice.title, notice.text))
        return;
    m_waiting.append(notice);
    if (m_waiting.size() > mostWaiting)
        m_waiting.removeFirst();
}

void TrayApplication::showWindow(std::optional<Page> page)
{
    if (page)
        m_window.choose(*page);
    m_window.comeForward();
}

void TrayApplication::toggleWindow()
{
    if (m_window.isVisible() && m_window.isActiveWindow())
        m_window.close();
    else
        m_window.comeForward();
}

void TrayApplication::onWindowClosed()
{
    if (m_options.window && !m_icon)
        QApplication::quit();
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Looks for a StatusNotifierItem watcher on the session bus, and for the owner of the system tray's
// selection (freedesktop.org System Tray Protocol 0.4) where there is an X server.
#include "system/tray_host.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusServiceWatcher>
#include <QGuiApplication>
#include <QTimer>

#include <cstdlib>
#include <memory>

#include <xcb/xcb.h>

namespace ga {

namespace {

constexpr int lookInterval = 2000; // ms; the selection's change is not told to everybody.

const QString watcherName = QStringLiteral("org.kde.StatusNotifierWatcher");

template <typename T>
using Reply = std::unique_ptr<T, decltype(&std::free)>;

bool selectionIsOwned()
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    xcb_connection_t *connection = x11 ? x11->connection() : nullptr;
    if (!connection)
        return false;
    const QByteArray name = "_NET_SYSTEM_TRAY_S0";
    const auto asked = xcb_intern_atom(connection, false, quint16(name.size()), name.constData());
    const Reply<xcb_intern_atom_reply_t> atom(xcb_intern_atom_reply(connection, asked, nullptr),
                                              &std::free);
    if (!atom)
        return false;
    const auto question = xcb_get_selection_owner(connection, atom->atom);
    const Reply<xcb_get_selection_owner_reply_t> owner(
        xcb_get_selection_owner_reply(connection, question, nullptr), &std::free);
    return owner && owner->owner != XCB_WINDOW_NONE;
}

class DesktopTrayHost final : public TrayHost
{
public:
    explicit DesktopTrayHost(QObject *parent)
        : TrayHost(parent)
    {
        m_watcher.setConnection(QDBusConnection::sessionBus());
        m_watcher.setWatchMode(QDBusServiceWatcher::WatchForRegistration);
        m_watcher.addWatchedService(watcherName);
        connect(&m_watcher, &QDBusServiceWatcher::serviceRegistered, this, &DesktopTrayHost::look);
        connect(&m_timer, &QTimer::timeout, this, &DesktopTrayHost::look);
        m_timer.start(lookInterval);
    }

    bool isThere() const override
    {
        const QDBusConnectionInterface *bus = QDBusConnection::sessionBus().interface();
        return (bus && bus->isServiceRegistered(watcherName)) || selectionIsOwned();
    }

private:
    void look()
    {
        if (!isThere())
            return;
        m_timer.stop();
        Q_EMIT appeared();
    }

    QDBusServiceWatcher m_watcher;
    QTimer m_timer;
};

} // namespace

TrayHost *TrayHost::create(QObject *parent)
{
    return new DesktopTrayHost(parent);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The desktop's own service (Desktop Notifications Specification 1.2): GNOME has it without a tray.
#include "system/desktop_notifier.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QSet>
#include <QVariantMap>

namespace ga {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

constexpr int asTheDesktopHasIt = -1; // How long it is shown.

// "Markup": what would be taken for it.
QString escaped(QString text)
{
    return text.replace(u'&', QStringLiteral("&amp;"))
        .replace(u'<', QStringLiteral("&lt;"))
        .replace(u'>', QStringLiteral("&gt;"));
}

class BusNotifier final : public DesktopNotifier
{
    Q_OBJECT

public:
    explicit BusNotifier(QObject *parent)
        : DesktopNotifier(parent)
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                    SLOT(onAction(uint, QString)));
        bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                    SLOT(onClosed(uint, uint)));
    }

    bool show(const QString &title, const QString &text) override
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (!canBeReached(bus))
            return false;
        QDBusMessage call =
            QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
        const QString name = QGuiApplication::desktopFileName();
        call << QGuiApplication::applicationDisplayName() << uint(0) << name << title
             << escaped(text) << QStringList{QStringLiteral("default"), QString()}
             << QVariantMap{{QStringLiteral("desktop-entry"), name}} << asTheDesktopHasIt;
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<uint> reply = *watcher;
            if (reply.isValid())
                m_shown.insert(reply.value());
            watcher->deleteLater();
        });
        return true;
    }

private Q_SLOTS:
    void onAction(uint id, const QString &)
    {
        if (m_shown.contains(id)) // Everybody's are told.
            Q_EMIT clicked();
    }

    void onClosed(uint id, uint) { m_shown.remove(id); }

private:
    static bool canBeReached(const QDBusConnection &bus)
    {
        QDBusConnectionInterface *daemon = bus.interface();
        if (!daemon)
            return false;
        return daemon->isServiceRegistered(service) ||
               daemon->activatableServiceNames().value().contains(service);
    }

    QSet<uint> m_shown;
};

} // namespace

DesktopNotifier *DesktopNotifier::create(QObject *parent)
{
    return new BusNotifier(parent);
}

} // namespace ga

#include "desktop_notifier.moc"

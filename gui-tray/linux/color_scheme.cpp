// SPDX-License-Identifier: Apache-2.0
// The desktop portal's org.freedesktop.appearance color-scheme: 1 is dark (XDG Desktop Portal,
// "org.freedesktop.portal.Settings").
#include "system/color_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

#include <utility>

namespace ga {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString settings = QStringLiteral("org.freedesktop.portal.Settings");
const QString nameSpace = QStringLiteral("org.freedesktop.appearance");
const QString key = QStringLiteral("color-scheme");

// The method Read wraps its answer in two variants, the signal in one.
uint unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

class PortalColorScheme final : public ColorScheme
{
    Q_OBJECT

public:
    explicit PortalColorScheme(QObject *parent)
        : ColorScheme(parent)
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        qRegisterMetaType<QDBusVariant>(); // Qt DBus finds slots by the names of types.
        bus.connect(service, path, settings, QStringLiteral("SettingChanged"), this,
                    SLOT(onSettingChanged(QString, QString, QDBusVariant)));
        QDBusMessage question =
            QDBusMessage::createMethodCall(service, path, settings, QStringLiteral("Read"));
        question << nameSpace << key;
        auto *call = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
        connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
            const QDBusPendingReply<QDBusVariant> reply = *call;
            if (reply.isValid())
                take(reply.value().variant());
            call->deleteLater();
        });
    }

    bool prefersDark() const override { return m_dark; }

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &name, const QDBusVariant &value)
    {
        if (group == nameSpace && name == key)
            take(value.variant());
    }

private:
    void take(const QVariant &value)
    {
        const bool dark = unwrapped(value) == 1;
        if (std::exchange(m_dark, dark) != dark)
            Q_EMIT changed();
    }

    bool m_dark = false;
};

} // namespace

ColorScheme *ColorScheme::create(QObject *parent)
{
    return new PortalColorScheme(parent);
}

} // namespace ga

#include "color_scheme.moc"

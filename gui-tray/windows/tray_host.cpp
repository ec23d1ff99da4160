// SPDX-License-Identifier: Apache-2.0
// The notification area belongs to Explorer; Qt puts the icon back when the taskbar is made anew.
#include "system/tray_host.h"

#include <QSystemTrayIcon>
#include <QTimer>

namespace ga {

namespace {

constexpr int lookInterval = 2000; // ms

class ShellTrayHost final : public TrayHost
{
public:
    explicit ShellTrayHost(QObject *parent)
        : TrayHost(parent)
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            if (!isThere())
                return;
            m_timer.stop();
            Q_EMIT appeared();
        });
        m_timer.start(lookInterval);
    }

    bool isThere() const override { return QSystemTrayIcon::isSystemTrayAvailable(); }

private:
    QTimer m_timer;
};

} // namespace

TrayHost *TrayHost::create(QObject *parent)
{
    return new ShellTrayHost(parent);
}

} // namespace ga

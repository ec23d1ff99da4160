// SPDX-License-Identifier: Apache-2.0
// Windows always has a tray, sooner or later, and shows notices at its icons.
#include "system/desktop_notifier.h"

namespace ga {

namespace {

class NoNotifier final : public DesktopNotifier
{
public:
    explicit NoNotifier(QObject *parent)
        : DesktopNotifier(parent)
    {}

    bool show(const QString &, const QString &) override { return false; }
};

} // namespace

DesktopNotifier *DesktopNotifier::create(QObject *parent)
{
    return new NoNotifier(parent);
}

} // namespace ga

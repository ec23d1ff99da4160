// SPDX-License-Identifier: Apache-2.0
// Notices where there is no icon to show them at.
#pragma once

#include <QObject>

namespace ga {

class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    static DesktopNotifier *create(QObject *parent);

    // false where this system shows notices only at an icon, or nobody shows them now.
    virtual bool show(const QString &title, const QString &text) = 0;

Q_SIGNALS:
    void clicked();

protected:
    explicit DesktopNotifier(QObject *parent)
        : QObject(parent)
    {}
};

} // namespace ga

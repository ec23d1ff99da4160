// SPDX-License-Identifier: Apache-2.0
// Whether the desktop has a place for tray icons yet.
#pragma once

#include <QObject>

namespace ga {

// Qt decides when it is first asked, and for good, between the protocols that a desktop may speak.
// At the start of a session it would be asked too early: hence this waits without asking Qt.
class TrayHost : public QObject
{
    Q_OBJECT

public:
    static TrayHost *create(QObject *parent);

    virtual bool isThere() const = 0;

Q_SIGNALS:
    void appeared(); // May come more than once.

protected:
    using QObject::QObject;
};

} // namespace ga

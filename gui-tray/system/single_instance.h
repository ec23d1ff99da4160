// SPDX-License-Identifier: Apache-2.0
// One tray for each user session: a second one asks the first to show its window, and ends.
#pragma once

#include <QObject>

#include <memory>

namespace ga {

class SingleInstance : public QObject
{
    Q_OBJECT

public:
    // nullptr where another one runs in this session; it has been asked to show itself. Where this
    // can't be found out, this one counts as the only one.
    static std::unique_ptr<SingleInstance> claim();

Q_SIGNALS:
    void showRequested();

protected:
    using QObject::QObject;
};

} // namespace ga

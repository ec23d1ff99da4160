// SPDX-License-Identifier: Apache-2.0
// One tray for each user session: a second one asks the first to show its window, and ends.
#pragma once

#include <QObject>
#include <QStringList>

#include <memory>

namespace ga {

class SingleInstance : public QObject
{
    Q_OBJECT

public:
    // nullopt where another one runs in this session; it has been asked to show itself with
    // `wish`, which is one of `wishes` or empty. Where this can't be found out, this one counts as
    // the only one.
    static std::unique_ptr<SingleInstance> claim(const QStringList &wishes = {},
                                                 const QString &wish = {});

Q_SIGNALS:
    // `wish`: one of this one's own `wishes`, or empty.
    void showRequested(const QString &wish);

protected:
    using QObject::QObject;
};

} // namespace ga

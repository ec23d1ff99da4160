// SPDX-License-Identifier: Apache-2.0
// Whether the user wants light or dark windows, where Qt doesn't follow the system by itself.
#pragma once

#include <QObject>

namespace ga {

class ColorScheme : public QObject
{
    Q_OBJECT

public:
    static ColorScheme *create(QObject *parent);

    virtual bool prefersDark() const = 0;

Q_SIGNALS:
    void changed();

protected:
    using QObject::QObject;
};

} // namespace ga

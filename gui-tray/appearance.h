// SPDX-License-Identifier: Apache-2.0
// Dark or light windows, as the user has chosen for the desktop.
#pragma once

#include "system/color_scheme.h"

#include <QObject>
#include <QPalette>

#include <memory>

namespace ga {

enum class Appearance { System, Light, Dark };

class AppearanceFollower : public QObject
{
    Q_OBJECT

public:
    AppearanceFollower(Appearance wanted, std::unique_ptr<ColorScheme> scheme);

private:
    void apply();

    Appearance m_wanted;
    std::unique_ptr<ColorScheme> m_scheme;
    QString m_ownStyle; // What Qt chose for this desktop.
    QPalette m_ownToolTips;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The drawing behind every state's icon: told apart by its outline alone, without its colour.
#pragma once

#include "words/tray_state.h"

#include <QColor>
#include <QPainterPath>

namespace ga {

// On a square of 24 by 24 units.
struct StateShape
{
    QPainterPath body;  // Filled with `color`, or with the text's colour where icons are symbolic.
    QPainterPath glyph; // Lies on the body, in white; in symbolic icons it is cut out.
    QColor color;       // At least 3:1 against white and against dark panels (WCAG 2.1, 1.4.11).
};

constexpr int shapeUnits = 24;

StateShape stateShape(TrayState state);

// The frozen state's outline alone: a number goes onto it.
StateShape frozenShapeWithoutGlyph();

// The application's own icon: a screen with the working state's sign.
struct ApplicationShape
{
    QPainterPath screen;
    QPainterPath stand;
    StateShape sign;
    QColor screenColor;
    QColor standColor;
};
ApplicationShape applicationShape();

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The states' shapes where they mean the same, and a no-entry and a half-filled sign of their own.
#include "icons/mark_icon.h"

#include "icons/state_shape.h"

#include <QPainter>
#include <QPen>
#include <QPixmap>

namespace ga {

namespace {

StateShape shapeOf(Mark mark)
{
    QPainterPath disc;
    disc.addEllipse(QPointF(12, 12), 10.5, 10.5);
    QPainterPath glyph;
    switch (mark) {
    case Mark::Good:
        return stateShape(TrayState::Working);
    case Mark::Warning:
        return stateShape(TrayState::LeaseExpired);
    case Mark::Bad:
        return stateShape(TrayState::NotRunning);
    case Mark::Refused:
        glyph.addRoundedRect(5.5, 10.2, 13, 3.6, 1.2, 1.2);
        return {disc, glyph, QColor(0xcc, 0x35, 0x42)};
    case Mark::Limited:
        break;
    }
    glyph.moveTo(12, 4.5);
    glyph.arcTo(QRectF(4.5, 4.5, 15, 15), 90, -180);
    glyph.closeSubpath();
    return {disc, glyph, QColor(0x9a, 0x67, 0x00)};
}

// With a white rim it stands out from whatever colour a selected row has.
QPixmap painted(const StateShape &shape, int size, bool rim)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(qreal(size) / shapeUnits, qreal(size) / shapeUnits);
    if (rim) {
        painter.translate(shapeUnits / 2.0, shapeUnits / 2.0);
        painter.scale(0.84, 0.84);
        painter.translate(-shapeUnits / 2.0, -shapeUnits / 2.0);
        painter.strokePath(shape.body,
                           QPen(Qt::white, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    painter.fillPath(shape.body, shape.color);
    painter.fillPath(shape.glyph, Qt::white);
    return pixmap;
}

} // namespace

QIcon markIcon(Mark mark)
{
    QIcon icon;
    const StateShape shape = shapeOf(mark);
    for (const int size : {16, 20, 24, 32, 48}) {
        icon.addPixmap(painted(shape, size, false));
        icon.addPixmap(painted(shape, size, true), QIcon::Selected); // Qt would tint the other.
    }
    return icon;
}

} // namespace ga

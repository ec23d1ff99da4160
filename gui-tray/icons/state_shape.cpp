// SPDX-License-Identifier: Apache-2.0
// Paths of the icons: disc, ring, ring with a bar, square, hexagon, triangle, diamond.
#include "icons/state_shape.h"

#include <QPainterPathStroker>
#include <QPolygonF>
#include <QTransform>

#include <cmath>
#include <initializer_list>
#include <numbers>

namespace ga {

namespace {

constexpr QPointF centre{12, 12};

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

// `path` with corners rounded by `radius`, and grown by it.
QPainterPath rounded(const QPainterPath &path, qreal radius)
{
    QPainterPathStroker stroker;
    stroker.setWidth(2 * radius);
    stroker.setJoinStyle(Qt::RoundJoin);
    return path.united(stroker.createStroke(path)).simplified();
}

QPainterPath lines(std::initializer_list<std::pair<QPointF, QPointF>> strokes, qreal width)
{
    QPainterPath path;
    for (const auto &[from, to] : strokes) {
        path.moveTo(from);
        path.lineTo(to);
    }
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(Qt::RoundCap);
    stroker.setJoinStyle(Qt::RoundJoin);
    return stroker.createStroke(path).simplified();
}

QPainterPath disc(qreal radius)
{
    QPainterPath path;
    path.addEllipse(centre, radius, radius);
    return path;
}

QPainterPath ring()
{
    return disc(10.5).subtracted(disc(7));
}

QPainterPath hexagon()
{
    QPolygonF corners;
    for (int corner = 0; corner < 6; ++corner) {
        const qreal angle = std::numbers::pi / 3 * (corner + 0.5);
        corners << centre + QPointF(std::cos(angle), std::sin(angle)) * 10;
    }
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return rounded(path, 1.5);
}

QPainterPath snowflake()
{
    QPainterPath arms;
    for (int arm = 0; arm < 6; ++arm) {
        const QTransform turn =
            QTransform().translate(centre.x(), centre.y()).rotate(60.0 * arm + 30);
        const QPainterPath one =
            lines({{{0, 0}, {7, 0}}, {{4.2, 0}, {6, 1.9}}, {{4.2, 0}, {6, -1.9}}}, 1.5);
        arms = arms.united(turn.map(one));
    }
    return arms.simplified();
}

QPainterPath check()
{
    return lines({{{7.2, 12.4}, {10.6, 15.8}}, {{10.6, 15.8}, {16.8, 8.8}}}, 2.6);
}

QPainterPath bars()
{
    QPainterPath path;
    path.addRoundedRect(7.4, 7, 3.3, 10, 1, 1);
    path.addRoundedRect(13.3, 7, 3.3, 10, 1, 1);
    return path;
}

QPainterPath square()
{
    QPainterPath path;
    path.addRoundedRect(2, 2, 20, 20, 4, 4);
    return path;
}

QPainterPath exclamation()
{
    QPainterPath dot;
    dot.addEllipse(QPointF(12, 18), 1.5, 1.5);
    return lines({{{12, 9}, {12, 13.6}}}, 2.6).united(dot);
}

QPainterPath cross()
{
    return lines({{{8.6, 8.6}, {15.4, 15.4}}, {{15.4, 8.6}, {8.6, 15.4}}}, 2.6);
}

} // namespace

StateShape frozenShapeWithoutGlyph()
{
    return {hexagon(), {}, QColor(0x1f, 0x74, 0xc4)};
}

StateShape stateShape(TrayState state)
{
    switch (state) {
    case TrayState::Working:
        return {disc(11), check(), QColor(0x1c, 0x8a, 0x50)};
    case TrayState::NoHost:
        return {ring(), {}, QColor(0x7d, 0x83, 0x8c)};
    case TrayState::NoDevice:
        return {
            ring().united(lines({{{5.5, 18.5}, {18.5, 5.5}}}, 3)), {}, QColor(0x7d, 0x83, 0x8c)};
    case TrayState::Paused:
        return {square(), bars(), QColor(0xb5, 0x6a, 0x00)};
    case TrayState::Frozen:
        return {hexagon(), snowflake(), frozenShapeWithoutGlyph().color};
    case TrayState::LeaseExpired:
        return {rounded(polygon({{12, 3.2}, {21.5, 20.3}, {2.5, 20.3}}), 1.7), exclamation(),
                QColor(0xc7, 0x50, 0x10)};
    case TrayState::NotRunning:
        break;
    }
    return {rounded(polygon({{12, 2.3}, {21.7, 12}, {12, 21.7}, {2.3, 12}}), 1.5), cross(),
            QColor(0xcf, 0x3b, 0x3b)};
}

ApplicationShape applicationShape()
{
    ApplicationShape shape;
    shape.screen.addRoundedRect(1.5, 2.5, 21, 15, 2.2, 2.2);
    shape.stand.addRoundedRect(10.4, 17, 3.2, 3.2, 0, 0);
    shape.stand.addRoundedRect(6.5, 19.8, 11, 1.9, 0.9, 0.9);
    shape.stand.setFillRule(Qt::WindingFill);
    const StateShape working = stateShape(TrayState::Working);
    const QTransform smaller = QTransform().translate(5.4, 3.4).scale(0.55, 0.55);
    shape.sign = {smaller.map(working.body), smaller.map(working.glyph), working.color};
    shape.screenColor = QColor(0x2e, 0x3a, 0x4a);
    shape.standColor = QColor(0x7d, 0x83, 0x8c);
    return shape;
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Paints the shapes at the sizes that trays and windows ask for.
#include "icons/state_icon.h"

#include <QFont>
#include <QPainter>

#include <algorithm>
#include <array>

namespace ga {

namespace {

// What trays and windows ask for, from 16 pixels at 100 % to 64 at 200 %.
constexpr std::array sizes{16, 20, 22, 24, 32, 44, 48, 64, 96, 128};

template <typename Paint>
QPixmap painted(int size, Paint paint)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(qreal(size) / shapeUnits, qreal(size) / shapeUnits);
    paint(painter);
    return pixmap;
}

void fill(QPainter &painter, const StateShape &shape)
{
    painter.fillPath(shape.body, shape.color);
    painter.fillPath(shape.glyph, Qt::white);
}

// The text as a path, scaled to fit the hexagon whatever the font is.
QPainterPath countdownGlyph(qint64 secondsLeft)
{
    QFont font;
    font.setBold(true);
    font.setPixelSize(64);
    QPainterPath path;
    path.addText({}, font, countdownText(secondsLeft));
    const QRectF box = path.boundingRect();
    const qreal scale = std::min({15.5 / box.width(), 12.5 / box.height(), 12.5 / 46});
    const QTransform place = QTransform()
                                 .translate(12, 12)
                                 .scale(scale, scale)
                                 .translate(-box.center().x(), -box.center().y());
    return place.map(path);
}

StateShape shapeWith(TrayState state, std::optional<qint64> secondsLeft)
{
    if (state != TrayState::Frozen || !secondsLeft)
        return stateShape(state);
    StateShape shape = frozenShapeWithoutGlyph();
    shape.glyph = countdownGlyph(*secondsLeft);
    return shape;
}

} // namespace

QString countdownText(qint64 secondsLeft)
{
    const qint64 seconds = std::max<qint64>(secondsLeft, 0);
    if (seconds <= 99)
        return QString::number(seconds);
    return QStringLiteral("%1m").arg(std::min<qint64>((seconds + 59) / 60, 99));
}

QPixmap statePixmap(TrayState state, int size, std::optional<qint64> secondsLeft)
{
    const StateShape shape = shapeWith(state, secondsLeft);
    return painted(size, [&shape](QPainter &painter) { fill(painter, shape); });
}

QIcon stateIcon(TrayState state, std::optional<qint64> secondsLeft)
{
    QIcon icon;
    const StateShape shape = shapeWith(state, secondsLeft);
    for (const int size : sizes)
        icon.addPixmap(painted(size, [&shape](QPainter &painter) { fill(painter, shape); }));
    return icon;
}

QPixmap applicationPixmap(int size)
{
    return painted(size, [](QPainter &painter) {
        const ApplicationShape shape = applicationShape();
        painter.fillPath(shape.stand, shape.standColor);
        painter.fillPath(shape.screen, shape.screenColor);
        fill(painter, shape.sign);
    });
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : sizes)
        icon.addPixmap(applicationPixmap(size));
    return icon;
}

} // namespace ga

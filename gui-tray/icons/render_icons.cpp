// SPDX-License-Identifier: Apache-2.0
// Writes the icons that are installed as files, out of the drawing that the program itself paints.
// usage: render_tray_icons NAME    (NAME.svg, NAME-symbolic.svg of a state or the application;
// qtga-tray.png, .ico)
#include "icons/state_icon.h"

#include <QBuffer>
#include <QDataStream>
#include <QGuiApplication>

#include <array>
#include <cstdio>

namespace {

using namespace ga;

// A symbolic icon's colour is replaced by the desktop's own (freedesktop.org icon naming,
// "-symbolic").
const QString symbolicColor = QStringLiteral("#2e3436");

constexpr std::array states{std::pair{"qtga-tray-not-running", TrayState::NotRunning},
                            std::pair{"qtga-tray-no-device", TrayState::NoDevice},
                            std::pair{"qtga-tray-no-host", TrayState::NoHost},
                            std::pair{"qtga-tray-working", TrayState::Working},
                            std::pair{"qtga-tray-paused", TrayState::Paused},
                            std::pair{"qtga-tray-frozen", TrayState::Frozen},
                            std::pair{"qtga-tray-lease-expired", TrayState::LeaseExpired}};

QString number(qreal value)
{
    return QString::number(qRound(value * 100) / 100.0);
}

QString pathData(const QPainterPath &path)
{
    QString data;
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element element = path.elementAt(index);
        constexpr std::array letters{"M", "L", "C", ""};
        data += QLatin1StringView(letters.at(std::size_t(element.type))) + number(element.x) +
                u' ' + number(element.y) + u' ';
    }
    return data.trimmed();
}

QString svgPath(const QPainterPath &path, const QString &color)
{
    const QString rule =
        path.fillRule() == Qt::OddEvenFill ? QStringLiteral(" fill-rule=\"evenodd\"") : QString();
    return QStringLiteral("  <path fill=\"%1\"%2 d=\"%3\"/>\n").arg(color, rule, pathData(path));
}

QByteArray svg(const QString &paths)
{
    return (QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%1\" "
                           "viewBox=\"0 0 %1 %1\">\n")
                .arg(shapeUnits) +
            paths + QStringLiteral("</svg>\n"))
        .toUtf8();
}

QByteArray stateSvg(TrayState state, bool symbolic)
{
    const StateShape shape = stateShape(state);
    if (symbolic)
        return svg(svgPath(shape.body.subtracted(shape.glyph), symbolicColor));
    QString paths = svgPath(shape.body, shape.color.name());
    if (!shape.glyph.isEmpty())
        paths += svgPath(shape.glyph, QStringLiteral("#ffffff"));
    return svg(paths);
}

QByteArray applicationSvg(bool symbolic)
{
    const ApplicationShape shape = applicationShape();
    if (symbolic)
        return svg(svgPath(shape.screen.subtracted(shape.sign.body).united(shape.sign.glyph),
                           symbolicColor) +
                   svgPath(shape.stand, symbolicColor));
    return svg(svgPath(shape.stand, shape.standColor.name()) +
               svgPath(shape.screen, shape.screenColor.name()) +
               svgPath(shape.sign.body, shape.sign.color.name()) +
               svgPath(shape.sign.glyph, QStringLiteral("#ffffff")));
}

QByteArray png(int size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    applicationPixmap(size).save(&buffer, "PNG");
    return bytes;
}

// The file format of Windows' icons: a directory, then a PNG for each size (since Windows Vista).
QByteArray ico()
{
    constexpr std::array<quint16, 6> sizes{16, 24, 32, 48, 64, 256};
    QByteArray directory;
    QByteArray pictures;
    QDataStream stream(&directory, QIODevice::WriteOnly);
    stream.setByteOrder(QDataStream::LittleEndian);
    stream << quint16(0) << quint16(1) << quint16(sizes.size());
    for (const quint16 size : sizes) {
        const QByteArray picture = png(size);
        const quint8 edge = quint8(size % 256); // 0 stands for 256.
        stream << edge << edge << quint8(0) << quint8(0) << quint16(1) << quint16(32)
               << quint32(picture.size())
               << quint32(6 + 16 * sizes.size() + std::size_t(pictures.size()));
        pictures += picture;
    }
    return directory + pictures;
}

QByteArray rendered(const QString &file)
{
    for (const auto &[name, state] : states) {
        for (const bool symbolic : {false, true}) {
            if (file == QLatin1StringView(name) +
                            (symbolic ? QStringLiteral("-symbolic.svg") : QStringLiteral(".svg")))
                return stateSvg(state, symbolic);
        }
    }
    if (file == QStringLiteral("qtga-tray.svg") || file == QStringLiteral("qtga-tray-symbolic.svg"))
        return applicationSvg(file.contains(QStringLiteral("symbolic")));
    if (file == QStringLiteral("qtga-tray.png"))
        return png(48);
    return file == QStringLiteral("qtga-tray.ico") ? ico() : QByteArray();
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const QByteArray bytes = rendered(QGuiApplication::arguments().value(1));
    if (bytes.isEmpty()) {
        std::fputs("usage: render_tray_icons NAME\n", stderr);
        return 2;
    }
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

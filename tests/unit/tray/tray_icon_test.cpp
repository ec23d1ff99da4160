// SPDX-License-Identifier: Apache-2.0
// The icons: told apart without colour, seen on light and dark panels.
#include "appearance.h"
#include "icons/mark_icon.h"
#include "icons/state_icon.h"

#include <QApplication>
#include <QHash>
#include <QTest>
#include <QToolTip>

#include <cmath>

namespace ga {

namespace {

constexpr std::array states{TrayState::NotRunning,  TrayState::NoDevice, TrayState::NoHost,
                            TrayState::Working,     TrayState::Paused,   TrayState::Frozen,
                            TrayState::LeaseExpired};

// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [low, high] = std::minmax({luminance(one), luminance(other)});
    return (high + 0.05) / (low + 0.05);
}

// In how many of 16 by 16 pixels two icons differ where only what is painted counts, not its
// colour.
int differences(TrayState one, TrayState other)
{
    const QImage left = statePixmap(one, 16).toImage();
    const QImage right = statePixmap(other, 16).toImage();
    int count = 0;
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) {
            const auto ink = [x, y](const QImage &image) {
                return image.pixelColor(x, y).alpha() > 127;
            };
            count += ink(left) != ink(right);
        }
    }
    return count;
}

constexpr std::array marks{Mark::Good, Mark::Warning, Mark::Bad, Mark::Refused, Mark::Limited};

// The colour that most of it has, less the white of the glyph.
QColor colorOf(const QImage &image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.alpha() == 255 && color != QColor(Qt::white))
                ++counts[color.rgb()];
        }
    }
    const auto most = std::ranges::max_element(counts);
    return most == counts.end() ? QColor() : QColor(most.key());
}

class SchemeByHand final : public ColorScheme
{
public:
    explicit SchemeByHand(bool &dark)
        : m_dark(dark)
    {}
    bool prefersDark() const override { return m_dark; }

private:
    bool &m_dark;
};

} // namespace

class TrayIconTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outlinesDiffer();
    void coloursAreSeenOnEveryPanel();
    void secondsAreWrittenOnTheFrozenIcon();
    void everySizeIsPainted();
    void marksDiffer();
    void marksAreSeenOnEveryList();
    void marksKeepTheirColourInASelectedRow();
    void theDarkIsLeftWhole();
};

void TrayIconTest::outlinesDiffer()
{
    for (const TrayState one : states) {
        for (const TrayState other : states) {
            if (one < other)
                QVERIFY2(differences(one, other) >= 12,
                         qPrintable(QStringLiteral("%1 and %2 differ in %3 pixels")
                                        .arg(int(one))
                                        .arg(int(other))
                                        .arg(differences(one, other))));
        }
    }
}

void TrayIconTest::coloursAreSeenOnEveryPanel()
{
    for (const TrayState state : states) {
        const StateShape shape = stateShape(state);
        for (const QColor &other : {QColor(Qt::white), QColor(0x20, 0x20, 0x20)}) {
            const double ratio = contrast(shape.color, other);
            QVERIFY2(ratio >= 3, qPrintable(QStringLiteral("state %1 on %2: %3")
                                                .arg(int(state))
                                                .arg(other.name())
                                                .arg(ratio)));
        }
    }
}

void TrayIconTest::secondsAreWrittenOnTheFrozenIcon()
{
    QCOMPARE(countdownText(0), QStringLiteral("0"));
    QCOMPARE(countdownText(99), QStringLiteral("99"));
    QCOMPARE(countdownText(100), QStringLiteral("2m"));
    QCOMPARE(countdownText(600), QStringLiteral("10m"));
    QCOMPARE(countdownText(100000), QStringLiteral("99m"));
    const auto picture = [](std::optional<qint64> seconds) {
        return statePixmap(TrayState::Frozen, 22, seconds).toImage();
    };
    QVERIFY(picture(12) != picture(11));
    QVERIFY(picture(12) != picture(std::nullopt));
    QCOMPARE(statePixmap(TrayState::Working, 22, 12).toImage(),
             statePixmap(TrayState::Working, 22).toImage());
}

void TrayIconTest::everySizeIsPainted()
{
    for (const int size : {16, 22, 24, 32, 44, 48, 64})
        QVERIFY(stateIcon(TrayState::Paused).availableSizes().contains(QSize(size, size)));
    QVERIFY(!applicationIcon().isNull());
    QVERIFY(applicationPixmap(48).toImage().pixelColor(24, 8).alpha() == 255);
}

void TrayIconTest::marksDiffer()
{
    QList<QImage> seen;
    for (const Mark mark : marks) {
        const QImage image =
            markIcon(mark).pixmap(16).toImage().convertToFormat(QImage::Format_Grayscale8);
        QVERIFY(!seen.contains(image));
        seen.append(image);
    }
}

void TrayIconTest::marksAreSeenOnEveryList()
{
    for (const Mark mark : marks) {
        const QColor color = colorOf(markIcon(mark).pixmap(48).toImage());
        for (const QColor &list : {QColor(Qt::white), QColor(0x1b, 0x1d, 0x20)}) {
            const double ratio = contrast(color, list);
            QVERIFY2(ratio >= 3, qPrintable(QStringLiteral("mark %1 on %2: %3")
                                                .arg(int(mark))
                                                .arg(list.name())
                                                .arg(ratio)));
        }
    }
}

void TrayIconTest::marksKeepTheirColourInASelectedRow()
{
    for (const Mark mark : marks) {
        const QIcon icon = markIcon(mark);
        const QImage image = icon.pixmap(QSize(48, 48), QIcon::Selected).toImage();
        QCOMPARE(colorOf(image), colorOf(icon.pixmap(48).toImage()));
        int x = 0;
        while (x < 24 && image.pixelColor(x, 24).alpha() < 255)
            ++x;
        QCOMPARE(image.pixelColor(x, 24), QColor(Qt::white)); // The rim.
    }
}

void TrayIconTest::theDarkIsLeftWhole()
{
    const auto palettes = [] { return QList{QApplication::palette(), QToolTip::palette()}; };
    const auto light = palettes();
    bool dark = false;
    auto scheme = std::make_unique<SchemeByHand>(dark);
    ColorScheme *changing = scheme.get();
    const AppearanceFollower follower(Appearance::System, std::move(scheme));
    dark = true;
    Q_EMIT changing->changed();
    for (const QPalette &palette : palettes())
        QVERIFY(palette.color(QPalette::ToolTipBase).lightness() < 100);
    dark = false;
    Q_EMIT changing->changed();
    for (const QPalette::ColorRole role :
         {QPalette::ToolTipBase, QPalette::ToolTipText, QPalette::Window, QPalette::WindowText}) {
        QCOMPARE(palettes().at(0).color(role), light.at(0).color(role));
        QCOMPARE(palettes().at(1).color(role), light.at(1).color(role));
    }
}

} // namespace ga

QTEST_MAIN(ga::TrayIconTest)
#include "tray_icon_test.moc"

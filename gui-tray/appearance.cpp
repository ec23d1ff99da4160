// SPDX-License-Identifier: Apache-2.0
// Where Qt 6.4 has no dark colours of the desktop itself, its Fusion style gets dark ones.
#include "appearance.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QToolTip>

#include <utility>

namespace ga {

namespace {

const QString fusion = QStringLiteral("fusion");

QPalette darkPalette()
{
    const QColor text(0xec, 0xee, 0xf0);
    const QColor dimmed(0x8f, 0x96, 0x9d);
    QPalette palette(QColor(0x35, 0x39, 0x3e), QColor(0x25, 0x28, 0x2b));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, QColor(0x1b, 0x1d, 0x20));
    palette.setColor(QPalette::AlternateBase, QColor(0x22, 0x25, 0x28));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, dimmed);
    palette.setColor(QPalette::ToolTipBase, QColor(0x35, 0x39, 0x3e));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, QColor(0x2a, 0x6f, 0xb8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x6c, 0xb4, 0xf5));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, dimmed);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0x45, 0x4a, 0x50));
    return palette;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

} // namespace

AppearanceFollower::AppearanceFollower(Appearance wanted, std::unique_ptr<ColorScheme> scheme)
    : m_wanted(wanted)
    , m_scheme(std::move(scheme))
    , m_ownStyle(QApplication::style()->objectName())
    , m_ownToolTips(QToolTip::palette())
{
    connect(m_scheme.get(), &ColorScheme::changed, this, &AppearanceFollower::apply);
    apply();
}

void AppearanceFollower::apply()
{
    const bool dark =
        m_wanted == Appearance::Dark || (m_wanted == Appearance::System && m_scheme->prefersDark());
    QApplication::setPalette(QPalette()); // The desktop's own.
    QToolTip::setPalette(m_ownToolTips);  // They have a palette of their own, which would stay.
    if (dark && !isDark(QApplication::palette())) {
        QApplication::setStyle(fusion);
        QApplication::setPalette(darkPalette());
        QToolTip::setPalette(darkPalette());
        return;
    }
    if (m_wanted == Appearance::Light && isDark(QApplication::palette())) {
        const QPalette light(QColor(0xef, 0xef, 0xef));
        QApplication::setStyle(fusion);
        QApplication::setPalette(light);
        QToolTip::setPalette(light);
        return;
    }
    QApplication::setStyle(m_ownStyle);
}

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Rounds for people.
#include "client/progress_text.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr int barWidth = 20;

QString durationText(qint64 seconds)
{
    const QString form = QStringLiteral("%1:%2");
    const auto two = [](qint64 number) {
        return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    };
    if (seconds >= 3600)
        return form.arg(seconds / 3600).arg(two(seconds / 60 % 60)) + u':' + two(seconds % 60);
    return form.arg(seconds / 60).arg(two(seconds % 60));
}

QString bar(double share)
{
    const int filled = int(share * barWidth);
    return u'[' + QString(filled, u'=') + QString(barWidth - filled, u' ') + u']';
}

} // namespace

QString byteText(double bytes)
{
    constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    size_t unit = 0;
    for (; bytes >= 1024 && unit + 1 < units.size(); ++unit)
        bytes /= 1024;
    return QStringLiteral("%1 %2")
        .arg(bytes, 0, 'f', unit ? 1 : 0)
        .arg(QLatin1StringView(units[unit]));
}

QString progressText(const Progress &progress)
{
    const double seconds = double(std::max<qint64>(progress.elapsed.count(), 1)) / 1000;
    const double rate = double(progress.done) / seconds;
    const QString speed = byteText(rate) + QStringLiteral("/s");
    if (progress.total <= 0)
        return QStringLiteral("%1  %2").arg(byteText(double(progress.done)), speed);
    // What is being copied may grow meanwhile.
    const double share = std::min(1.0, double(progress.done) / double(progress.total));
    const qint64 left = std::max<qint64>(progress.total - progress.done, 0);
    const QString remaining = rate > 0 ? durationText(qint64(double(left) / rate)) : QString();
    return QStringLiteral("%1% %2 %3 of %4  %5  %6")
        .arg(int(share * 100), 3)
        .arg(bar(share), byteText(double(progress.done)), byteText(double(progress.total)), speed,
             remaining);
}

} // namespace ga

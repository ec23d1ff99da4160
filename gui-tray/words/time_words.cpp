// SPDX-License-Identifier: Apache-2.0
// Two units at most, the larger first.
#include "words/time_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QtNumeric>

#include <algorithm>

namespace ga {

namespace {

constexpr qint64 longestDuration = qint64(100) * 365 * 24 * 3600 * 1000;

struct TimeWords
{
    Q_DECLARE_TR_FUNCTIONS(TimeWords)

public:
    static QString seconds(qint64 count) { return tr("%1 s").arg(count); }
    static QString minutes(qint64 count) { return tr("%1 min").arg(count); }
    static QString hours(qint64 count) { return tr("%1 h").arg(count); }
    static QString days(qint64 count) { return tr("%1 d").arg(count); }
};

QString two(const QString &larger, const QString &smaller, qint64 count)
{
    return count == 0 ? larger : larger + u' ' + smaller;
}

} // namespace

qint64 boundedDuration(qint64 milliseconds)
{
    return std::clamp<qint64>(milliseconds, 0, longestDuration);
}

qint64 secondsInMs(qint64 seconds)
{
    return std::clamp<qint64>(seconds, 0, longestDuration / 1000) * 1000;
}

qint64 passedSince(qint64 time, qint64 now)
{
    qint64 passed = 0;
    if (qSubOverflow(now, time, &passed))
        return time > 0 ? -longestDuration : longestDuration;
    return std::clamp(passed, -longestDuration, longestDuration);
}

QString durationInWords(qint64 given)
{
    const qint64 milliseconds = boundedDuration(given);
    if (milliseconds < 100)
        return TimeWords::tr("%1 ms").arg(milliseconds);
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 10 && milliseconds % 1000 != 0)
        return TimeWords::tr("%1 s").arg(QLocale().toString(double(milliseconds) / 1000, 'f', 1));
    if (seconds < 60)
        return TimeWords::seconds(seconds);
    if (seconds < 3600)
        return two(TimeWords::minutes(seconds / 60), TimeWords::seconds(seconds % 60),
                   seconds % 60);
    const qint64 minutes = seconds / 60;
    if (minutes < 24 * 60)
        return two(TimeWords::hours(minutes / 60), TimeWords::minutes(minutes % 60), minutes % 60);
    const qint64 hours = minutes / 60;
    return two(TimeWords::days(hours / 24), TimeWords::hours(hours % 24), hours % 24);
}

QString timeInWords(qint64 time, qint64 now)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(time);
    const QString clock = then.time().toString(QStringLiteral("HH:mm:ss"));
    if (then.date() == QDateTime::fromMSecsSinceEpoch(now).date())
        return clock;
    return QLocale().toString(then.date(), QLocale::ShortFormat) + u' ' + clock;
}

QString agoInWords(qint64 time, qint64 now)
{
    const qint64 passed = passedSince(time, now);
    if (passed < 1000)
        return TimeWords::tr("just now");
    //: %1: a length of time, such as "5 min"
    return TimeWords::tr("%1 ago").arg(durationInWords(passed / 1000 * 1000));
}

} // namespace ga

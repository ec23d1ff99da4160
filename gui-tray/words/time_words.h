// SPDX-License-Identifier: Apache-2.0
// Times and lengths of time in the user's words.
#pragma once

#include <QString>

namespace ga {

// Times and lengths come from another process and may be any number.

// At most a hundred years, at least 0, in ms; `seconds` of the same.
qint64 boundedDuration(qint64 milliseconds);
qint64 secondsInMs(qint64 seconds);

// From `time` to `now` in ms, bounded; negative where the clock was set back.
qint64 passedSince(qint64 time, qint64 now);

// "40 ms", "0.4 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
QString durationInWords(qint64 milliseconds);

// The time of day; with the date where it is not today's. `time`, `now`: ms since 1970-01-01 UTC.
QString timeInWords(qint64 time, qint64 now);

// "just now", "5 min ago".
QString agoInWords(qint64 time, qint64 now);

} // namespace ga

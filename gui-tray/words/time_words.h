// SPDX-License-Identifier: Apache-2.0
// Times and lengths of time in the user's words.
#pragma once

#include <QString>

namespace ga {

// "40 ms", "0.4 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
QString durationInWords(qint64 milliseconds);

// The time of day; with the date where it is not today's. `time`, `now`: ms since 1970-01-01 UTC.
QString timeInWords(qint64 time, qint64 now);

// "just now", "5 min ago".
QString agoInWords(qint64 time, qint64 now);

} // namespace ga

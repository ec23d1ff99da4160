// SPDX-License-Identifier: Apache-2.0
// How long a test waits for what must come: longer than the busiest machine takes, since how long
// is no matter.
#pragma once

#include <QTest>

namespace ga {

inline constexpr int testPatience = 60'000; // Milliseconds.

// Whether it becomes true; the event loop runs meanwhile.
template <typename Predicate>
[[nodiscard]] bool eventually(Predicate predicate)
{
    return QTest::qWaitFor(predicate, testPatience);
}

} // namespace ga

// Qt Test's own give up after five seconds. Every test has these instead: they are in the
// precompiled header.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT(expression, ga::testPatience)
#define QTRY_VERIFY2(expression, message)                                                          \
    QTRY_VERIFY2_WITH_TIMEOUT(expression, message, ga::testPatience)
#define QTRY_COMPARE(expression, expected)                                                         \
    QTRY_COMPARE_WITH_TIMEOUT(expression, expected, ga::testPatience)

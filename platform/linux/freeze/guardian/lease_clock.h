// SPDX-License-Identifier: Apache-2.0
// LeaseClock: how much of a freeze's time has passed for this guest.
#pragma once

#include <cstdint>

namespace ga::guardian {

// Counts in short steps, each for twice its length at most. A guest that its host has paused, for a
// snapshot of its memory say, or that was suspended, so loses no more than one step: its clocks may
// stand still meanwhile (kvmclock, CLOCK_MONOTONIC in suspend) or have run on when it comes back
// (the time-stamp counter), which is why neither CLOCK_MONOTONIC nor CLOCK_BOOTTIME alone would do.
// The host then still has the rest of the time in which to thaw.
class LeaseClock
{
public:
    static constexpr std::int64_t longestStep = 1000; // Milliseconds.

    // `limit` in milliseconds, 0: never up. `now` in milliseconds of CLOCK_MONOTONIC.
    LeaseClock(std::int64_t limit, std::int64_t now)
        : m_limit(limit)
        , m_last(now)
    {}

    // How long to wait before the next advance(), in milliseconds; -1: for ever.
    int step() const
    {
        if (m_limit == 0)
            return -1;
        const std::int64_t left = m_limit - m_passed;
        return static_cast<int>(left < 0 ? 0 : left < longestStep ? left : longestStep);
    }

    void advance(std::int64_t now)
    {
        const std::int64_t passed = now - m_last;
        m_last = now;
        m_passed += passed < 2 * longestStep ? passed : 2 * longestStep;
    }

    bool isUp() const { return m_limit != 0 && m_passed >= m_limit; }

private:
    std::int64_t m_limit;
    std::int64_t m_last;
    std::int64_t m_passed = 0;
};

} // namespace ga::guardian

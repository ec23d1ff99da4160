// SPDX-License-Identifier: Apache-2.0
// Backoff: how long to wait before the next try, twice as long each time up to a limit.
#pragma once

#include <algorithm>
#include <chrono>

namespace ga {

class Backoff
{
public:
    using Delay = std::chrono::milliseconds;

    Backoff(Delay first, Delay longest)
        : m_first(first)
        , m_longest(longest)
        , m_next(first)
    {}

    Delay next()
    {
        const Delay delay = m_next;
        m_next = std::min(2 * delay, m_longest);
        return delay;
    }

    Delay upcoming() const { return m_next; }
    void reset() { m_next = m_first; }

private:
    Delay m_first;
    Delay m_longest;
    Delay m_next;
};

} // namespace ga

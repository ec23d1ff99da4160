// SPDX-License-Identifier: Apache-2.0
// MemoryHandleCounter: numbers from 1000 on, forgotten with the process; fails where a test asks it
// to.
#pragma once

#include "runtime/handle_counter.h"

#include <atomic>

namespace ga {

class MemoryHandleCounter : public HandleCounter
{
public:
    std::atomic<bool> failing = false;

    Result<qint64> nextHandle() override
    {
        if (failing)
            return fail(QStringLiteral("failed to commit persistent state to disk"));
        return m_next++;
    }

private:
    std::atomic<qint64> m_next = 1000;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// Makes load averages out of samples of a queue's length.
#pragma once

#include "commands/processors/processors_types.h"

#include <chrono>

namespace ga {

// Exponentially weighted over 1, 5 and 15 minutes, as a Unix kernel has them. Zero at first.
class RunningLoad
{
public:
    // `waiting` threads were seen now, `elapsed` after the sample before.
    void add(double waiting, std::chrono::duration<double> elapsed);

    const LoadAverage &averages() const { return m_averages; }

private:
    LoadAverage m_averages;
};

} // namespace ga

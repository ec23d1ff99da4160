// SPDX-License-Identifier: Apache-2.0
// An average keeps e^(-elapsed/period) of what it was.
#include "platform/windows/load/load_average.h"

#include <cmath>

namespace ga {

namespace {

using Seconds = std::chrono::duration<double>;

void blend(double &average, double value, Seconds elapsed, Seconds period)
{
    const double kept = std::exp(-elapsed / period);
    average = average * kept + value * (1 - kept);
}

} // namespace

void RunningLoad::add(double waiting, Seconds elapsed)
{
    using namespace std::chrono_literals;
    blend(m_averages.load1m, waiting, elapsed, 1min);
    blend(m_averages.load5m, waiting, elapsed, 5min);
    blend(m_averages.load15m, waiting, elapsed, 15min);
}

} // namespace ga

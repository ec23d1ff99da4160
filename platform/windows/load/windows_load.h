// SPDX-License-Identifier: Apache-2.0
// WindowsLoad: load averages of the processors' queue.
#pragma once

#include "platform/api/processors.h"

#include <memory>
#include <mutex>

namespace ga {

// Windows counts the threads that wait for a processor ("\System\Processor Queue Length") but keeps
// no averages. So they start with the first call, at zero, and are sampled from then on: a guest
// that nobody asks for its load isn't woken up for it.
class WindowsLoad : public Load
{
public:
    WindowsLoad();
    ~WindowsLoad() override;

    // Error: "cannot query load average: CAUSE".
    Result<LoadAverage> read() override;

private:
    class Sampler;

    std::mutex m_mutex;
    std::unique_ptr<Sampler> m_sampler; // From the first call on.
};

} // namespace ga

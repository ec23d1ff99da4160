// SPDX-License-Identifier: Apache-2.0
// PatientCalls: calls to the kernel that may never return, side by side.
#pragma once

#include "platform/linux/system/device_number.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ga {

// Each call has a thread of its own: one whose device does not answer can't be interrupted, but
// nobody has to wait for it either.
class PatientCalls
{
public:
    // Owns all that it uses, for it may go on when everybody else has gone.
    struct Call
    {
        DeviceNumber device;      // What it works on.
        std::function<int()> run; // Returns 0 or errno.
        std::function<void()> late =
            {}; // Follows a run() that returned 0 when nobody waited for it any more.
    };

    PatientCalls();

    // What each returned, in the order of `calls`; nothing for one that did not return within
    // `patience`, and at once where an earlier one on the same device hangs still.
    std::vector<std::optional<int>> run(std::vector<Call> calls,
                                        std::chrono::milliseconds patience);

    // Whether one on that device hangs that nobody waits for any more.
    bool hangOn(DeviceNumber device) const;

private:
    struct Hanging;
    struct Batch;

    static void carryOut(const std::shared_ptr<Batch> &batch, size_t index);

    const std::shared_ptr<Hanging> m_hanging;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// HelperProcess: one running helper, its output and its end.
#pragma once

#include "platform/linux/descriptor.h"
#include "platform/linux/helper/helper.h"

#include <sys/types.h>

#include <optional>

namespace ga {

class HelperProcess
{
public:
    // Starts the program. That it can't be executed is no error here but how it ended: see
    // finish().
    static Result<HelperProcess> start(const HelperRequest &request);

    // Waits until the program ends, or kills its process group after `deadline`. Call once: it
    // reaps the program; one that even that doesn't end, because it waits for a dead disk, is left
    // to a thread.
    HelperOutcome finish(std::chrono::milliseconds deadline);

private:
    using Instant = std::chrono::steady_clock::time_point;

    std::optional<int> waitForEnd(Instant end); // Its status; none where it has not ended.
    void waitForNews(Instant end) const;
    void readOutput();
    HelperOutcome outcome(int status) const;
    HelperOutcome kill();

    pid_t m_pid = -1;
    int m_startError = 0;
    Descriptor m_watch; // A pidfd, readable when the program has ended; none on kernels before 5.3.
    Descriptor m_output; // The pipe's reading end, until the end of its data.
    QByteArray m_collected;
};

} // namespace ga

// SPDX-License-Identifier: Apache-2.0
// The ways to suspend a Linux system.
#pragma once

#include "commands/power/power_types.h"
#include "platform/linux/power/power_paths.h"
#include "protocol/result.h"

#include <memory>
#include <vector>

namespace ga {

class SuspendMethod
{
public:
    virtual ~SuspendMethod() = default;

    // Whether it is here at all: what can be told without asking anybody.
    virtual bool isThere() const = 0;
    virtual bool isSupported(SuspendMode mode) const = 0;
    // Errors (protocol.md, "Power"): "the helper program 'X' was not found", "the helper program
    // 'X' returned an unexpected exit status code (N)", "failed to create child process, error
    // 'CAUSE'", "suspend: cannot write to 'FILE': CAUSE"; of our own "the helper program 'X' has
    // terminated abnormally" and "... did not end in time".
    virtual Result<Nothing> suspend(SuspendMode mode) const = 0;
};

// In the order in which they are to be tried: systemd, pm-utils, the kernel's own file.
std::vector<std::unique_ptr<SuspendMethod>> suspendMethods(const PowerPaths &paths);

} // namespace ga

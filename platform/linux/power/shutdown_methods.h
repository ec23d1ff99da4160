// SPDX-License-Identifier: Apache-2.0
// The ways to shut a Linux system down.
#pragma once

#include "commands/power/power_types.h"
#include "platform/linux/power/power_paths.h"
#include "protocol/result.h"

#include <memory>
#include <vector>

namespace ga {

class ShutdownMethod
{
public:
    virtual ~ShutdownMethod() = default;

    virtual bool isSupported() const = 0;
    // Returns once the system has accepted to do it. Errors are those of runHelper(), the action is
    // "shutdown".
    virtual Result<Nothing> shutdown(ShutdownMode mode) const = 0;
};

// In the order in which they are to be tried: systemctl where systemd runs the system, shutdown(8),
// and what BusyBox has: poweroff, halt and reboot without arguments.
std::vector<std::unique_ptr<ShutdownMethod>> shutdownMethods(const PowerPaths &paths);

} // namespace ga

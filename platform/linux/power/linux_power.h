// SPDX-License-Identifier: Apache-2.0
// LinuxPower: shuts down and suspends by the first method that this system supports.
#pragma once

#include "platform/api/power.h"
#include "platform/api/provided.h"
#include "platform/linux/power/shutdown_methods.h"
#include "platform/linux/power/suspend_methods.h"

#include <memory>
#include <vector>

namespace ga {

class LinuxPower : public Power, public Suspension
{
public:
    static std::unique_ptr<LinuxPower> create(const PowerPaths &paths = {});
    // Lacking where no method to suspend is there; whether one that is supports a mode is asked
    // when that is wanted.
    static Provided<Suspension> createSuspension(const PowerPaths &paths = {});
    static Provided<HybridSuspend> createHybrid(const PowerPaths &paths = {});

    // A method that fails hands over to the next one; the error is the first one's.
    Result<Nothing> shutdown(ShutdownMode mode) override;
    // A method that fails hands over to the next one; the error is the last one's, or "the
    // requested suspend mode is not supported by the guest" where none supports it (as qemu-ga 10.0
    // does).
    Result<Nothing> suspend(SuspendMode mode) override;

private:
    explicit LinuxPower(const PowerPaths &paths);

    std::vector<std::unique_ptr<ShutdownMethod>> m_shutdownMethods;
    std::vector<std::unique_ptr<SuspendMethod>> m_suspendMethods;
};

} // namespace ga
